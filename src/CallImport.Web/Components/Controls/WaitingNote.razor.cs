using CallImport.Domain.Imports;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class WaitingNote
{
    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    [Parameter, EditorRequired]
    public required ImportJob Job { get; set; }

    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>What is known beyond the job itself; null until it is read.</summary>
    [Parameter]
    public ImportHold? Hold { get; set; }

    [Parameter]
    public bool CredentialIsInvalid { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private DateTimeOffset? NextTryAt => Job.WaitingUntil ?? Hold?.NextTryAt;

    private bool GoesOnByItself => Job.WaitingUntil is not null || (Hold is not null && Job.WaitingReason is null);

    private string WhenItGoesOn => NextTryAt switch
    {
        { } end when ImportHold.HasKnownEnd(Job, Now) => $"Goes on {Moments.Coming(end, Now, Viewer.Zone)}, in {Durations.About(end - Now)}",
        { } next when next > Now => $"Waiting for {Source}; the next try is in {Durations.About(next - Now)}",
        { } => $"Waiting for {Source}; it is being tried again",
        null => "Waiting",
    };

    private string? SinceWhen => Hold is { } hold && Now - hold.Since >= ImportHold.WorthTelling
        ? $"Nothing has come since {Moments.Past(hold.Since, Now, Viewer.Zone)}."
        : null;
}
