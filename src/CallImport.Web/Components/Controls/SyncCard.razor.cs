using System.Globalization;
using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Sync;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CallImport.Web.Components.Controls;

/// <summary>The sync of one account. Before it is switched on it says what that costs.</summary>
public sealed partial class SyncCard : IDisposable
{
    private readonly TokenSeries questions = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private JobState state = new("", Tone.Quiet, "");
    private DateTimeOffset now;
    private int minutes = ImportSyncConfig.DefaultFrequencyMinutes;
    private int? savedMinutes;
    private ImportPlan? plan;
    private string? refusal;
    private bool isAsking;
    private bool isBusy;
    private bool wasAsked;

    [Inject]
    public required SyncVerbs Verbs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    [Parameter, EditorRequired]
    public required SyncOverview Sync { get; set; }

    [Parameter, EditorRequired]
    public required string Source { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Somebody came here to switch this one on.</summary>
    [Parameter]
    public bool IsWanted { get; set; }

    /// <summary>Something was changed; whoever holds the list reads it anew.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private bool MayImport => Actor.MayImport;

    protected override async Task OnParametersSetAsync()
    {
        now = Clock.GetUtcNow();
        state = SyncTexts.State(Sync, now);
        if (savedMinutes != Sync.Config?.SyncFrequencyMinutes)
        {
            savedMinutes = Sync.Config?.SyncFrequencyMinutes;
            minutes = savedMinutes ?? minutes;
        }

        if (IsWanted && !wasAsked && !Sync.IsOn && Sync.IsOffered && MayImport && RendererInfo.IsInteractive)
        {
            wasAsked = true;
            await AskAsync();
        }
    }

    private Task SwitchAsync() => Sync.IsOn ? SaveAsync(isOn: false) : isAsking ? CloseAsync() : AskAsync();

    /// <summary>An answer that is still on its way would open the question again.</summary>
    private Task CloseAsync()
    {
        questions.Next();
        isAsking = false;
        return Task.CompletedTask;
    }

    private async Task AskAsync()
    {
        (isAsking, plan, refusal) = (true, null, null);
        StateHasChanged();
        var asking = questions.Next();
        try
        {
            var preview = await Verbs.Preview.ExecuteAsync(Actor, Sync.Credential.Id, asking);
            asking.ThrowIfCancellationRequested();
            (plan, refusal) = (preview.Value, preview.Refusal?.Message);
            isAsking = preview.Succeeded;
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            // The question was closed, or the page left.
        }
    }

    private async Task TurnOnAsync()
    {
        await SaveAsync(isOn: true);
        if (refusal is null)
        {
            isAsking = false;
            Snackbar.Add($"{Source} is kept in sync from now on.", Severity.Success);
        }
    }

    private async Task ChangeFrequencyAsync(ChangeEventArgs change)
    {
        if (int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var chosen))
        {
            minutes = chosen;
            await SaveAsync(isOn: true);
        }
    }

    private Task SaveAsync(bool isOn) =>
        ActAsync(() => Verbs.Configure.ExecuteAsync(Actor, Sync.Credential.Id, isOn, minutes, CancellationToken.None));

    private Task RunNowAsync() => ActAsync(() => Verbs.RunNow.ExecuteAsync(Actor, Sync.Credential.Id, CancellationToken.None));

    private async Task ActAsync(Func<Task<Result<ImportSyncConfig>>> verb)
    {
        // What is clicked before the page shows that it is busy waits its turn; nothing that somebody did is dropped.
        await turn.WaitAsync();
        isBusy = true;
        try
        {
            refusal = (await verb()).Refusal?.Message;
            await Changed.InvokeAsync();
        }
        finally
        {
            isBusy = false;
            turn.Release();
        }
    }

    public void Dispose() => questions.Dispose();
}
