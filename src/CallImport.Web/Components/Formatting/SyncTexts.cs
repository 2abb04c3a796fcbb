using CallImport.Domain.Imports;
using CallImport.Domain.Sync;
using CallImport.Infrastructure.Sync;
using MudBlazor;

namespace CallImport.Web.Components.Formatting;

/// <summary>What a sync says in words.</summary>
internal static class SyncTexts
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    /// <summary>Runs are spread, and after an outage put off a little.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    private static readonly int[] Offered = [15, 30, 60, 4 * 60, 12 * 60, 24 * 60, 7 * 24 * 60];

    /// <summary>What can be chosen; a frequency that a program has set stays among it.</summary>
    public static IReadOnlyList<int> Frequencies(int current) => [.. Offered.Append(current).Distinct().Order()];

    /// <summary><c>every hour</c>, <c>every 15 minutes</c>, <c>every 4 hours</c>, <c>every day</c>, <c>every week</c></summary>
    public static string Every(int minutes) => minutes switch
    {
        60 => "every hour",
        24 * 60 => "every day",
        7 * 24 * 60 => "every week",
        _ when minutes % (24 * 60) == 0 => $"every {minutes / (24 * 60)} days",
        _ when minutes % 60 == 0 => $"every {minutes / 60} hours",
        _ => $"every {minutes} minutes",
    };

    public static JobState State(SyncOverview sync, DateTimeOffset now) => sync switch
    {
        { IsOffered: false, IsOn: false } => new("By hand only", Tone.Quiet, Icons.Material.Rounded.BackHand),
        { IsOn: false } => new("Off", Tone.Quiet, Icons.Material.Rounded.SyncDisabled),
        { Hold: SyncHold.Login } => new("Waits for a new key", Tone.Bad, Icons.Material.Rounded.Key),
        { Hold: SyncHold.Platform } => new("Waits for the platform", Tone.Waiting, Icons.Material.Rounded.Schedule),
        { Hold: SyncHold.Paused } => new("Run paused", Tone.Waiting, Icons.Material.Rounded.PauseCircle),
        { Running: not null } => new("Looking for new calls", Tone.Busy, Icons.Material.Rounded.Sync),
        { Runs.Count: 0 } => new("Not looked yet", Tone.Waiting, Icons.Material.Rounded.Schedule),
        _ when sync.FreshUntil is null || now - sync.FreshUntil > sync.Config?.Frequency + Slack => new("Behind", Tone.Waiting, Icons.Material.Rounded.Update),
        _ => new("In sync", Tone.Good, Icons.Material.Rounded.CheckCircle),
    };

    /// <summary>How fresh the library is, in one sentence.</summary>
    public static string Freshness(SyncOverview sync, string source, DateTimeOffset now) => (sync.IsOn, sync.FreshUntil) switch
    {
        (false, null) when !sync.IsOffered => $"{source} cannot be kept in sync yet. Importing again brings only what is new.",
        (false, null) => "New calls come only when somebody imports them.",
        (false, { } until) => $"Switched off. The last run looked {Durations.Ago(now - until)}.",
        (true, null) when sync.Hold != SyncHold.None => "No run has looked for new calls yet.",
        (true, null) when sync is { Running: null, Runs.Count: > 0 } => $"No run has read the list of {source} to its end.",
        (true, null) when sync.Running is not null => "The first run is looking for new calls.",
        (true, null) => "The first run is about to look for new calls.",
        (true, { } until) => $"Everything that {source} showed {Durations.Ago(now - until)} is here.",
    };

    /// <summary>When it looks again, or why it does not.</summary>
    public static string NextRun(SyncOverview sync, DateTimeOffset now, TimeZoneInfo zone) => sync switch
    {
        { Hold: SyncHold.Login } => "once the key is replaced",
        { Hold: SyncHold.Platform } => "once the platform can be synced again",
        { Hold: SyncHold.Paused } => "once the paused run goes on",
        { Running: not null } => "when this one is done",
        _ when sync.Config?.NextRunAt is { } next && next > now + AMinute => Moments.Coming(next, now, zone),
        _ => "within a minute",
    };

    /// <summary>What a run brought: <c>3 new calls</c>, <c>nothing new</c>.</summary>
    public static string Brought(ImportJob run) => run switch
    {
        { Status: ImportJobStatus.Failed } => $"could not read the list: {run.LastError}",
        { Status: ImportJobStatus.Cancelled } => "cancelled",
        { Status: ImportJobStatus.Completed, FoundCalls: 0 } => "nothing new",
        { FailedCalls: > 0 } => $"{New(run.ProcessedCalls)}, {Amounts.Count(run.FailedCalls)} could not come",
        { Status: ImportJobStatus.Completed } => New(run.ProcessedCalls),
        _ => run.FoundCalls == 0 ? "looking" : $"{New(run.ProcessedCalls)} so far",
    };

    /// <summary>A missing stretch in whole days, as the form for an import takes them.</summary>
    public static string ImportAddress(Guid credentialId, TimeSpanOfCalls gap) =>
        $"/imports/new?credential={credentialId}&range={ImportRange.Custom}&from={gap.From.UtcDateTime:yyyy-MM-dd}&to={gap.To.UtcDateTime:yyyy-MM-dd}";

    private static string New(int calls) => calls == 1 ? "1 new call" : $"{Amounts.Count(calls)} new calls";
}
