using System.Globalization;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>
/// Which calls a request asks for: a half-open window of time and further conditions. GET compares the time in the calendar for
/// conferences, the POST operations compare the real start.
/// </summary>
internal sealed record GongWindow
{
    /// <summary>More than the largest difference between the time in the calendar and the start, in seconds.</summary>
    private const long Slack = 1200;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Unix seconds.</summary>
    public long From { get; init; } = long.MinValue / 2;

    public long To { get; init; } = long.MaxValue / 2;

    public bool ByCalendar { get; init; }

    public IReadOnlyList<string>? CallIds { get; init; }

    public IReadOnlySet<string>? PrimaryUserIds { get; init; }

    /// <summary>Places in the world's order that can be in the window.</summary>
    public (int From, int To) Places(CallOrder order)
    {
        var slack = ByCalendar ? Slack : 0;
        return (order.FirstAtOrAfter(From - slack, int.MinValue), order.FirstAtOrAfter(To + slack, int.MinValue));
    }

    /// <summary>True: every call in <see cref="Places"/> is asked for.</summary>
    public bool IsPlain => !ByCalendar && CallIds is null && PrimaryUserIds is null;

    public bool Contains(SalesWorld world, int index)
    {
        var start = world.Order.Start(index);
        if (PrimaryUserIds is null && start >= From + Slack && start < To - Slack)
        {
            return true;
        }

        var call = world.Call(index);
        var compared = ByCalendar && call.Scheduled is { } scheduled ? scheduled.ToUnixTimeSeconds() : start;
        return compared >= From && compared < To && PrimaryUserIds?.Contains(GongMapper.UserId(call.Cast.Host)) != false;
    }

    /// <summary>Reads a time with its offset; whole seconds, rounded up, which changes nothing for starts on whole seconds.</summary>
    public static bool TryReadTime(string text, out long seconds)
    {
        var zoned = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        var valid = DateTimeOffset.TryParseExact(zoned, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        seconds = valid ? (long)Math.Ceiling((time - DateTimeOffset.UnixEpoch).TotalSeconds) : 0;
        return valid;
    }
}
