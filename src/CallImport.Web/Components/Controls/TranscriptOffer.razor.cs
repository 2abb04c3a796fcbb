using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Transcription;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class TranscriptOffer : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource gone = new();
    private Actor? actor;
    private TranscriptionOrder? order;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required TranscribeCalls Transcribe { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public Guid EngagementId { get; set; }

    [Parameter, EditorRequired]
    public required string Absence { get; set; }

    [Parameter]
    public bool HasRecording { get; set; }

    /// <summary>Raised when what was ordered has been done.</summary>
    [Parameter]
    public EventCallback Arrived { get; set; }

    private bool MayOrder => HasRecording && Transcribe.IsOffered && actor is { MayImport: true } && order is not { Refusal: null } && RendererInfo.IsInteractive;

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        order = await Transcribe.FindOrderAsync(actor, EngagementId, gone.Token);
        Watch();
    }

    private async Task OrderAsync()
    {
        isBusy = true;
        try
        {
            // Only a circuit raises events, and it has begun with knowing who is there.
            var ordered = await Transcribe.OneAsync(actor!, EngagementId, gone.Token);
            refusal = ordered.Refusal?.Message;
            order = await Transcribe.FindOrderAsync(actor!, EngagementId, gone.Token);
            Watch();
        }
        finally
        {
            isBusy = false;
        }
    }

    private void Watch()
    {
        if (order is { Refusal: null } && RendererInfo.IsInteractive)
        {
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (order is { Refusal: null })
            {
                await Task.Delay(BetweenLooks, Clock, gone.Token);
                order = await Transcribe.FindOrderAsync(actor!, EngagementId, gone.Token); // known: see above
                await InvokeAsync(StateHasChanged);
            }

            if (order is null)
            {
                await InvokeAsync(Arrived.InvokeAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
