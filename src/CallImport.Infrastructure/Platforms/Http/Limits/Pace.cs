using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>How fast requests may follow each other.</summary>
/// <param name="Interval">Between two requests in the long run.</param>
/// <param name="Burst">Requests that may go at once after a pause.</param>
/// <param name="PerDay">Requests a UTC day; null = no quota.</param>
internal sealed record Pace(TimeSpan Interval, int Burst, int? PerDay)
{
    /// <summary>
    /// A limit of N a minute is kept in every minute, not only on average: the burst counts as part of N, and N intervals take longer than the
    /// minute, so that the request after those N arrives in the next one even when the first of them, which has to connect, arrives late.
    /// </summary>
    private static readonly TimeSpan MinuteWithMargin = TimeSpan.FromSeconds(62);

    /// <summary>Time that a request may wait for its turn inside the limiter, holding its worker.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public TimeSpan BurstTolerance => Interval * (Burst - 1);

    /// <param name="operatorCap">Requests per minute from the registry; null = the vendor's documented limit alone.</param>
    /// <returns>null when the operator allows none at all</returns>
    public static Pace? Of(RateLimit limit, int? operatorCap)
    {
        var perMinute = Math.Min(limit.RequestsPerMinute, operatorCap ?? double.PositiveInfinity);
        if (perMinute <= 0)
        {
            return null;
        }

        // A burst is paid for by all that follow, so it may not be a large part of a minute.
        var burst = Math.Clamp(limit.Burst, 1, Math.Max(1, (int)(perMinute / 5)));
        return new Pace(MinuteWithMargin / (perMinute - (burst - 1)), burst, limit.RequestsPerDay);
    }
}
