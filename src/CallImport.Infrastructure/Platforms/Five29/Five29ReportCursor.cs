using System.Globalization;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Where the report is read on: backwards, so that the newest calls come first, in steps as long as the calls are few.</summary>
/// <param name="End">Of the next window.</param>
internal sealed record Five29ReportCursor(DateTimeOffset End, TimeSpan Step)
{
    private const string Prefix = "report";

    /// <summary>Rows of a report that are neither wasteful nor near to where results end.</summary>
    private const int ManyRows = 1_500;

    private static readonly TimeSpan First = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Nobody has calls of tomorrow.</summary>
    public static Five29ReportCursor Start(CallQuery query, DateTimeOffset now) => new(query.To < now.AddDays(1) ? query.To : now.AddDays(1), First);

    /// <exception cref="PlatformException">It is none of these.</exception>
    public static Five29ReportCursor Parse(string cursor) =>
        cursor.Split('|') is [Prefix, var end, var step] && long.TryParse(end, CultureInfo.InvariantCulture, out var ticks) && long.TryParse(step, CultureInfo.InvariantCulture, out var length)
            ? new Five29ReportCursor(new DateTimeOffset(ticks, TimeSpan.Zero), TimeSpan.FromTicks(length))
            : throw new PlatformException(FailureClass.Transient, "The call log is listed in another way by now.", PlatformFault.CursorExpired);

    public CallQuery Window(CallQuery query) => new(End - Step > query.From ? End - Step : query.From, End);

    /// <returns>null when not even a minute fits into a report</returns>
    public Five29ReportCursor? Shorter(CallQuery window) =>
        (window.To - window.From) / 2 is var half && half >= Shortest ? this with { Step = half } : null;

    /// <returns>null when the window was the last</returns>
    public Five29ReportCursor? After(CallQuery window, CallQuery query, int rows) => window.From <= query.From
        ? null
        : new Five29ReportCursor(window.From, rows switch { 0 => Step * 4, < ManyRows => Step * 2 < Longest ? Step * 2 : Longest, _ => Step });

    public override string ToString() => FormattableString.Invariant($"{Prefix}|{End.UtcTicks}|{Step.Ticks}");
}
