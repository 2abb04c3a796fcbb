using CallImport.Domain.Imports;
using MudBlazor;

namespace CallImport.Web.Components.Formatting;

/// <summary>How a state feels: only what a person must mend is <see cref="Bad"/>; waiting never is.</summary>
public enum Tone
{
    Quiet,
    Busy,
    Waiting,
    Good,
    Bad,
}

/// <summary>What a chip says about a job.</summary>
internal sealed record JobState(string Label, Tone Tone, string Icon)
{
    /// <param name="cameLater">Of the failed calls: brought by a later import since.</param>
    public static JobState Of(ImportJob job, DateTimeOffset now, int cameLater = 0, ImportHold? hold = null) => job.Status switch
    {
        ImportJobStatus.Completed when job.Outcome is ImportOutcome.Full => new("Completed", Tone.Good, Icons.Material.Rounded.CheckCircle),
        ImportJobStatus.Completed when cameLater == job.FailedCalls && job.UnlistedCalls == 0 => new("Gaps closed later", Tone.Good, Icons.Material.Rounded.CheckCircle),
        ImportJobStatus.Completed => new("Completed with gaps", Tone.Waiting, Icons.Material.Rounded.RuleFolder),
        ImportJobStatus.Failed => new("Failed", Tone.Bad, Icons.Material.Rounded.Error),
        ImportJobStatus.Cancelled => new("Cancelled", Tone.Quiet, Icons.Material.Rounded.Cancel),
        _ when job.PausedAt is not null => new("Paused", Tone.Waiting, Icons.Material.Rounded.PauseCircle),
        _ when hold is not null || IsWaiting(job, now) => new("Waiting", Tone.Waiting, Icons.Material.Rounded.Schedule),
        ImportJobStatus.Pending => new("Pending", Tone.Busy, Icons.Material.Rounded.HourglassTop),
        ImportJobStatus.Counting => new("Counting", Tone.Busy, Icons.Material.Rounded.Calculate),
        _ => new("In progress", Tone.Busy, Icons.Material.Rounded.Downloading),
    };

    /// <summary>Parked for a quota, a login or a disk, and not by a person.</summary>
    public static bool IsWaiting(ImportJob job, DateTimeOffset now) =>
        !job.Status.IsTerminal() && job.PausedAt is null
        && (job.WaitingUntil > now || (job.WaitingUntil is null && job.WaitingReason is not null));
}
