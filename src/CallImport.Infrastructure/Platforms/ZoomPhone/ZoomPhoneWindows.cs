using System.Globalization;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>
/// Cuts a window into pieces that Zoom answers whole. Neighbours share the second between them, because whether the end belongs to a window is
/// documented nowhere: a call that comes twice is the same call.
/// </summary>
internal sealed class ZoomPhoneWindows(TimeProvider clock)
{
    /// <summary>Shorter than any month.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(27);

    /// <summary>Zoom Phone came in January 2019; before it there is nothing to ask for.</summary>
    private static readonly DateTimeOffset Beginning = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>the oldest first; none when nothing can be in the window</returns>
    public IReadOnlyList<CallQuery> Of(CallQuery query)
    {
        var tomorrow = clock.GetUtcNow().AddDays(1);
        var from = Floor(query.From > Beginning ? query.From : Beginning);
        var to = Ceiling(query.To);
        var windows = new List<CallQuery>();

        // The clock only decides how many pieces there are: a token of Zoom's is good for the very window it was given for.
        for (var start = from; start < to && start < tomorrow; start += Longest)
        {
            windows.Add(new CallQuery(start, start + Longest < to ? start + Longest : to));
        }

        return windows;
    }

    private static DateTimeOffset Floor(DateTimeOffset moment) => new(moment.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static DateTimeOffset Ceiling(DateTimeOffset moment) => Floor(moment.AddTicks(TimeSpan.TicksPerSecond - 1));
}

/// <summary>Where a listing stands: the start of the window it is in, and Zoom's token of the page in it.</summary>
/// <param name="Token">Null at the start of a window; only then the place may be stored.</param>
internal sealed record ZoomPhoneCursor(DateTimeOffset WindowStart, string? Token)
{
    public static ZoomPhoneCursor? Read(string text) =>
        text.Split('|', 2) is [var start, var token] && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? new ZoomPhoneCursor(DateTimeOffset.FromUnixTimeSeconds(seconds), token.Length > 0 ? token : null)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WindowStart.ToUnixTimeSeconds()}|{Token}");
}
