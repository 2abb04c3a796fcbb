using System.Net;
using System.Threading.RateLimiting;

namespace CallImport.Web.Endpoints;

/// <summary>
/// How many announcements are looked at: per sender, because looking costs a query, and per address, so that one connection cannot crowd out the
/// others of the same platform. Counted per node.
/// </summary>
internal sealed class WebhookThrottle : IDisposable
{
    private readonly PartitionedRateLimiter<(IPAddress Sender, string Key)> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(IPAddress Sender, string Key), IPAddress>(one => RateLimitPartition.GetTokenBucketLimiter(one.Sender, _ => Bucket(1000, 200))),
        PartitionedRateLimiter.Create<(IPAddress Sender, string Key), string>(one => RateLimitPartition.GetTokenBucketLimiter(one.Key, _ => Bucket(200, 20))));

    public RateLimitLease Enter(IPAddress? sender, string key) => limiter.AttemptAcquire((sender ?? IPAddress.None, key));

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
