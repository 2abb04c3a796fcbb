using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;
using CallImport.Web.Auth;
using CallImport.Web.Components.Dialogs;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace CallImport.Web.Components.Pages;

/// <summary>An import from its first second to its report: what is shown is read from the database and follows its changes.</summary>
public sealed partial class ImportProgressPage : IDisposable
{
    /// <summary>Lists beside the numbers follow this much later at most, however fast the numbers move.</summary>
    private static readonly TimeSpan AsideEvery = TimeSpan.FromMilliseconds(500);

    private readonly TokenSeries watches = new();
    private Guid? shownId;
    private Actor? actor;
    private string source = "the source";
    private ImportProgress? progress;
    private ImportCredential? credential;
    private IReadOnlyList<PlayableCall> latest = [];
    private IReadOnlyList<ImportedCall> failedCalls = [];
    private IReadOnlyList<FailureGroup> failures = [];
    private ImportCompleteness? completeness;
    private long asideReadAt;
    private bool asideIsOwed;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required ImportQueries Imports { get; init; }

    [Inject]
    public required ImportProgressHub Hub { get; init; }

    [Inject]
    public required ImportVerbs Verbs { get; init; }

    [Inject]
    public required CredentialQueries Credentials { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    [Parameter]
    public Guid JobId { get; set; }

    // Set before anything that asks for it is rendered.
    private ImportJob Job => progress!.Job;

    private bool mayImport => actor is { MayImport: true };

    private bool mayForget => actor is { MayManageCredentials: true };

    private bool isConnected => credential is { Status: not CredentialStatus.Deleted };

    private int CameLater => failures.Sum(group => group.CameLater);

    private string Title => progress is null ? "Import" : $"{JobState.Of(Job, Clock.GetUtcNow(), CameLater, progress.Hold).Label} · {source}";

    protected override async Task OnParametersSetAsync()
    {
        if (shownId == JobId)
        {
            return;
        }

        shownId = JobId;
        actor = await CurrentActor.GetAsync();
        if (await Imports.FindAsync(actor, JobId, CancellationToken.None) is not { } job)
        {
            progress = null;
            Navigation.NotFound();
            return;
        }

        source = await Names.OfAsync(job.Platform, CancellationToken.None);
        progress = Still(job);
        await ReadAsideAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = WatchAsync(actor, JobId, watches.Next());
        }
    }

    private async Task WatchAsync(Actor watcher, Guid jobId, CancellationToken gone)
    {
        try
        {
            await foreach (var change in Hub.WatchAsync(watcher.WorkspaceId, jobId, gone))
            {
                await InvokeAsync(() => ShowAsync(change, gone));
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception fault) when (!gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task ShowAsync(ImportProgress change, CancellationToken gone)
    {
        var hasEnded = change.Job.Status != progress?.Job.Status;
        progress = change;
        if (hasEnded || Clock.GetElapsedTime(asideReadAt) > AsideEvery)
        {
            await ReadAsideAsync();
        }
        else if (!asideIsOwed)
        {
            asideIsOwed = true;
            _ = CatchUpAsync(gone);
        }

        StateHasChanged();
    }

    /// <summary>What came with the last change of a quick series is read as well.</summary>
    private async Task CatchUpAsync(CancellationToken gone)
    {
        try
        {
            await Task.Delay(AsideEvery, Clock, gone);
            await InvokeAsync(async () =>
            {
                asideIsOwed = false;
                await ReadAsideAsync();
                StateHasChanged();
            });
        }
        catch (Exception fault) when (fault is OperationCanceledException || gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    /// <summary>Everything beside the numbers: calls, failures and, at the end, the account of all calls.</summary>
    private async Task ReadAsideAsync()
    {
        if (actor is null || progress is null)
        {
            return;
        }

        asideReadAt = Clock.GetTimestamp();
        latest = [.. (await Imports.LatestAsync(actor, JobId, 8, CancellationToken.None)).Select(PlayableCall.From)];
        failures = Job.FailedCalls > 0 ? await Imports.FailuresAsync(actor, JobId, CancellationToken.None) : [];
        credential = await Credentials.FindAsync(actor, Job.CredentialId, CancellationToken.None);
        if (Job.Status.IsTerminal())
        {
            completeness = await Imports.CompletenessAsync(actor, JobId, CancellationToken.None);
            failedCalls = Job.FailedCalls > 0
                ? (await Imports.CallsAsync(actor, JobId, ImportedCallStatus.Failed, 50, null, CancellationToken.None)).Nodes
                : [];
        }
    }

    private Task PauseAsync() => ActAsync(user => Verbs.Pause.ExecuteAsync(user, JobId, CancellationToken.None));

    private Task ResumeAsync() => ActAsync(user => Verbs.Resume.ExecuteAsync(user, JobId, CancellationToken.None));

    private async Task CancelAsync()
    {
        if (await ConfirmDialog.AskAsync(
            Dialogs,
            "Cancel this import?",
            $"{Amounts.Calls(Job.ProcessedCalls)} stay in your library. The rest is not brought; importing the same range again takes it up.",
            "Cancel the import",
            "Keep going"))
        {
            await ActAsync(user => Verbs.Cancel.ExecuteAsync(user, JobId, CancellationToken.None));
            await Browser.FocusHeadingAsync();
        }
    }

    private Task RetryAllAsync() => ActAsync(user => Verbs.RetryFailed.ExecuteAsync(user, JobId, CancellationToken.None));

    private Task RetryCallAsync(Guid callId) => ActAsync(user => Verbs.RetryCall.ExecuteAsync(user, callId, CancellationToken.None));

    private async Task UndoAsync()
    {
        if (await ConfirmDialog.AskAsync(
            Dialogs,
            $"Remove {Amounts.Calls(Job.ProcessedCalls)} from the library?",
            "Recordings, transcripts and insights that this import brought are deleted here, for everybody in the workspace. The source is not touched; importing again brings them back.",
            "Undo the import",
            "Keep them"))
        {
            await ActAsync(user => Verbs.Undo.ExecuteAsync(user, JobId, CancellationToken.None), "The calls of this import are removed.");
            await Browser.FocusHeadingAsync();
        }
    }

    private async Task ActAsync<T>(Func<Actor, Task<Result<T>>> verb, string? done = null)
    {
        if (isBusy || actor is null)
        {
            return;
        }

        isBusy = true;
        try
        {
            refusal = (await verb(actor)).Refusal?.Message;
            if (refusal is null && done is not null)
            {
                Snackbar.Add(done, Severity.Success);
            }

            if (await Imports.FindAsync(actor, JobId, CancellationToken.None) is { } job)
            {
                progress = Still(job);
                await ReadAsideAsync();
            }
        }
        finally
        {
            isBusy = false;
        }
    }

    /// <summary>The state without a rate, until the hub brings one.</summary>
    private static ImportProgress Still(ImportJob job) => new()
    {
        Job = job,
        CallsPerMinute = null,
        EstimatedCompletionAt = job.EstimatedCompletionAt,
        EtaReason = null,
        WaitingCalls = job.WaitingCalls,
    };

    public void Dispose() => watches.Dispose();
}
