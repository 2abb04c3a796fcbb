using CallImport.Domain.Imports;

namespace CallImport.Web.Components.Formatting;

/// <summary>The one sentence that says how an import stands, and its smaller companions.</summary>
internal static class ImportSentences
{
    /// <summary>An estimate that has passed by more than this was made before things went wrong.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    /// <param name="cameLater">Of the failed calls: brought by a later import since.</param>
    public static string Headline(ImportJob job, string source, DateTimeOffset now, int cameLater = 0, ImportHold? hold = null) => job.Status switch
    {
        ImportJobStatus.Completed => Finished(job, cameLater),
        ImportJobStatus.Failed => $"The list of calls could not be read to its end; {HaveCome(job.ProcessedCalls)}.",
        ImportJobStatus.Cancelled when job.LastError is { } reason => reason,
        ImportJobStatus.Cancelled when job.ProcessedCalls == 0 => "Cancelled before any call came.",
        ImportJobStatus.Cancelled => $"Cancelled. {Capital(HaveCome(job.ProcessedCalls))} and {(job.ProcessedCalls == 1 ? "stays" : "stay")} in your library.",
        _ when job.PausedAt is not null => $"Paused at {OfTotal(job)}. Nothing is lost; resume when you like.",
        _ when JobState.IsWaiting(job, now) => $"Waiting at {OfTotal(job)}. {(job.WaitingUntil is null ? "Nothing is lost." : "It goes on by itself.")}",
        _ when hold is not null => $"Waiting at {OfTotal(job)}. It goes on by itself.",
        ImportJobStatus.Pending => "Waiting for its turn.",
        ImportJobStatus.Counting => $"Counting the calls at {source}.",
        _ when job is { TotalCalls: null, ProcessedCalls: 0 } => $"Reading the list of calls at {source}.",
        _ when job.TotalCalls is null => $"{Capital(HaveCome(job.ProcessedCalls))}; the list at {source} is still being read.",
        _ => $"{OfTotal(job)} {(job.ProcessedCalls == 1 && job.TotalCalls == 1 ? "is" : "are")} here.",
    };

    /// <summary>When it is done, as seen from the viewer: null while nothing can be said, as when it waits for somebody.</summary>
    public static string? Eta(ImportProgress progress, DateTimeOffset now, TimeZoneInfo zone) =>
        progress.Job.Status.IsTerminal() || progress.Job.PausedAt is not null || progress.EstimatedCompletionAt is not { } done ||
        (progress.Job.WaitingUntil is null && JobState.IsWaiting(progress.Job, now)) || done < now - Stale
            ? null
            : $"Done in {Durations.About(Later(done - now))}, {Moments.Coming(done, now, zone)}";

    /// <summary>What was asked for: <c>1 Jan 2026 – 22 Nov 2026</c>, <c>everything until 22 Nov 2026</c>.</summary>
    public static string Window(ImportJob job, TimeZoneInfo zone) => (job.DateRangeStart, job.DateRangeEnd) switch
    {
        (null, null) => "everything",
        (null, { } to) => $"everything until {Moments.Day(to, zone)}",
        ({ } from, null) => $"since {Moments.Day(from, zone)}",
        ({ } from, { } to) => $"{Moments.Day(from, zone)} – {Moments.Day(to, zone)}",
    };

    private static string Finished(ImportJob job, int cameLater) => job.UnlistedCalls == 0
        ? Come(job, cameLater)
        : $"{Come(job, cameLater)} {Amounts.Calls(job.UnlistedCalls)} more {(job.UnlistedCalls == 1 ? "is" : "are")} at the source, which counts them and does not list them.";

    private static string Come(ImportJob job, int cameLater) => job switch
    {
        { SourceCalls: 0 } or { TotalCalls: 0, SkippedCalls: 0 } => "There were no calls in this range.",
        { TotalCalls: 0 } => $"Nothing new: {AllWere(job.SkippedCalls)} here already.",
        { FailedCalls: 0, UnlistedCalls: > 0 } => $"{Amounts.Calls(job.ProcessedCalls)} {(job.ProcessedCalls == 1 ? "is" : "are")} in your library.",
        { FailedCalls: 0 } => $"{(job.ProcessedCalls == 1 ? "The one call is" : $"All {Amounts.Calls(job.ProcessedCalls)} are")} in your library.",
        _ when cameLater == 0 => $"{OfTotal(job)} {(job.ProcessedCalls == 1 ? "is" : "are")} in your library; {Amounts.Count(job.FailedCalls)} could not come.",
        _ when cameLater < job.FailedCalls =>
            $"{OfTotal(job)} came with this import, {Amounts.Count(cameLater)} with a later one; {Amounts.Count(job.FailedCalls - cameLater)} could not come.",
        _ => $"{OfTotal(job)} came with this import, the {(cameLater == 1 ? "last one" : $"other {Amounts.Count(cameLater)}")} with a later one.",
    };

    private static string OfTotal(ImportJob job) => job.TotalCalls is { } total
        ? $"{Amounts.Count(job.ProcessedCalls)} of {Amounts.Calls(total)}"
        : Amounts.Calls(job.ProcessedCalls);

    private static string HaveCome(int calls) => calls switch
    {
        0 => "no call has come",
        1 => "1 call has come",
        _ => $"{Amounts.Calls(calls)} have come",
    };

    private static string AllWere(int calls) => calls == 1 ? "the one call was" : $"all {Amounts.Calls(calls)} were";

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static TimeSpan Later(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
