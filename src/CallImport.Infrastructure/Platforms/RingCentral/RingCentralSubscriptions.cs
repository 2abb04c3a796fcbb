using System.Globalization;
using System.Net;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>
/// Subscriptions to the end of recorded calls. Asked for with the longest life there is: what nobody asks for ends after seven days, and so does one that is
/// renewed without saying for how long.
/// </summary>
internal sealed class RingCentralSubscriptions(RingCentralApi api, TimeProvider clock) : IWebhookSubscriptions
{
    private const long TenYears = 315_360_000;
    private const string Ended = "/restapi/v1.0/account/~/telephony/sessions?withRecordings=true&statusCode=Disconnected";

    private static readonly TimeSpan Unknown = TimeSpan.FromDays(7);

    /// <summary>A user of an app has twenty at most: what an earlier try left behind at the same address is taken away first.</summary>
    public async Task<WebhookSubscription> SubscribeAsync(PlatformConnection connection, Uri address, string secret, CancellationToken cancellationToken)
    {
        var all = Ensure(await api.SubscriptionsAsync(connection, cancellationToken));
        foreach (var left in all.Property("records").Items().Where(one => one.Property("deliveryMode").Text("address") == address.AbsoluteUri))
        {
            await EndAsync(connection, left.Text("id") ?? "", cancellationToken);
        }

        var wanted = new
        {
            eventFilters = new[] { Ended },
            expiresIn = TenYears,
            deliveryMode = new { transportType = "WebHook", address = address.AbsoluteUri, verificationToken = secret },
        };
        return Read(Ensure(await api.SubscribeAsync(connection, wanted, cancellationToken)));
    }

    /// <summary>Prolonged once half of its life is over.</summary>
    public async Task<WebhookSubscription?> KeepAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken)
    {
        var answer = await api.SubscriptionAsync(connection, subscriptionId, cancellationToken);
        if (IsGone(answer) || Ensure(answer) is var found && found.Text("status") is { } status && status != "Active")
        {
            return null;
        }

        var known = Read(found);
        if (known.Left > Life(found) / 2)
        {
            return known;
        }

        var prolonged = await api.ProlongAsync(connection, subscriptionId, new { eventFilters = new[] { Ended }, expiresIn = TenYears }, cancellationToken);
        return IsGone(prolonged) ? null : Read(Ensure(prolonged));
    }

    public async Task EndAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken)
    {
        var answer = await api.UnsubscribeAsync(connection, subscriptionId, cancellationToken);
        if (!IsGone(answer))
        {
            RingCentralApi.Ensure(answer);
        }
    }

    private WebhookSubscription Read(JsonElement subscription)
    {
        var left = DateTimeOffset.TryParse(
            subscription.Text("expirationTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end)
            ? end - clock.GetUtcNow()
            : Life(subscription);
        return new WebhookSubscription(
            subscription.Text("id") is { Length: <= 100 } id ? id : throw PlatformAnswer.Unusable(RingCentralPlatform.Descriptor.DisplayName),
            left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private static TimeSpan Life(JsonElement subscription) =>
        subscription.Number("expiresIn") is { } seconds and > 0 and <= TenYears ? TimeSpan.FromSeconds(seconds) : Unknown;

    private static bool IsGone(PlatformAnswer answer) => answer.Status == HttpStatusCode.NotFound;

    private static JsonElement Ensure(PlatformAnswer answer) =>
        RingCentralApi.Ensure(answer).Read<JsonElement>(RingCentralPlatform.Descriptor.DisplayName, JsonSerializerOptions.Web);
}
