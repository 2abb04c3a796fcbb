using System.Globalization;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class ProgressPanel
{
    private JobState state = new("", Tone.Quiet, "");

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    [Parameter, EditorRequired]
    public required ImportProgress Progress { get; set; }

    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>Of the failed calls: brought by a later import since.</summary>
    [Parameter]
    public int CameLater { get; set; }

    [Parameter]
    public bool CredentialIsInvalid { get; set; }

    private ImportJob Job => Progress.Job;

    private bool IsWaiting => Progress.Hold is not null || JobState.IsWaiting(Job, Clock.GetUtcNow());

    private string Pace => Progress.CallsPerMinute is { } rate
        ? $"{rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)} / min"
        : "–";

    private string EtaText
    {
        get
        {
            if (Job.Status.IsTerminal())
            {
                return Job.CompletedAt is { } end ? $"Finished {Moments.Full(end, Viewer.Zone)}" : "";
            }

            var eta = ImportSentences.Eta(Progress, Clock.GetUtcNow(), Viewer.Zone);
            return (eta, Progress.EtaReason) switch
            {
                (null, _) => Job.PausedAt is not null ? "Paused" : IsWaiting ? "No estimate while it waits" : "No estimate yet",
                (_, null) => eta,

                // The note below says why and until when.
                _ when IsWaiting => eta,
                _ => $"{eta}. {Progress.EtaReason}",
            };
        }
    }

    protected override void OnParametersSet() => state = JobState.Of(Job, Clock.GetUtcNow(), CameLater, Progress.Hold);
}
