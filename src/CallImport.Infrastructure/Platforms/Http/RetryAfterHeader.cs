using System.Globalization;
using System.Net;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>How long a vendor asks to wait, in whichever form it says so.</summary>
internal static class RetryAfterHeader
{
    /// <summary>What is waited after a 429 that does not say how long.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    /// <summary>Nobody's quota is longer than a day; more is a mistake that must not park an import for good.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <returns>Between 1 s and 24 h; null when the header is absent, unreadable, negative or in the past</returns>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) && values.Count > 0
            ? Of(values.First(), response.Headers.Date ?? clock.GetUtcNow())
            : null;

    /// <param name="value">Seconds or a date.</param>
    /// <param name="answeredAt">By the vendor's own clock where it tells it: that is what dates are measured by.</param>
    /// <returns>As above.</returns>
    public static TimeSpan? Of(string value, DateTimeOffset answeredAt)
    {
        var text = value.Trim();
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return !double.IsFinite(seconds) || seconds < 0 ? null : Bounded(TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && date - answeredAt is { Ticks: > 0 } wait
            ? Bounded(wait)
            : null;
    }

    /// <returns>How long nothing may be sent after this answer: a 429 always asks to wait, a 503 when it says for how long. Null for any other.</returns>
    public static TimeSpan? Asked(HttpResponseMessage response, TimeProvider clock) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => Of(response, clock) ?? Default,
        HttpStatusCode.ServiceUnavailable => Of(response, clock),
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
