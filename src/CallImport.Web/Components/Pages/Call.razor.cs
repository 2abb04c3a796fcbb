using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CallImport.Web.Components.Pages;

/// <summary>One call. Playing, following and searching happen in the browser alone; the server is not told of every tick.</summary>
public sealed partial class Call : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private ElementReference root;
    private EngagementDetail? call;
    private long duration;
    private IReadOnlyDictionary<string, int> colors = new Dictionary<string, int>();
    private IReadOnlyList<SpeakerLane> lanes = [];
    private IReadOnlyList<Quote> quotes = [];
    private IJSObjectReference? module;
    private IJSObjectReference? player;
    private Guid attachedTo;

    [Parameter]
    public Guid EngagementId { get; set; }

    /// <summary>What was searched for in the library.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>Second at which to open.</summary>
    [SupplyParameterFromQuery(Name = "t")]
    public string? At { get; set; }

    [Inject]
    public required EngagementQueries Engagements { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Title => string.IsNullOrWhiteSpace(call?.Title) ? "Untitled call" : call.Title;

    /// <summary>Sources write <c>inbound</c> or <c>conference</c>; people begin a label with a capital.</summary>
    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private string PlatformName => PlatformCatalog.Descriptors.FirstOrDefault(platform => platform.Slug == call?.Provenance.SourcePlatform)?.DisplayName
        ?? call?.Provenance.SourcePlatform ?? "";

    private string LibraryAddress => string.IsNullOrWhiteSpace(Query) ? "/calls" : $"/calls?q={Uri.EscapeDataString(Query)}";

    private long StartMs => int.TryParse(At, out var seconds) && seconds > 0 ? seconds * 1000L : 0;

    private static Dictionary<string, object?> Downloads { get; } = new() { ["download"] = true };

    protected override async Task OnParametersSetAsync()
    {
        if (call?.Id != EngagementId)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        // The script of the page knows the lines that were there when it began.
        attachedTo = Guid.Empty;
        call = await Engagements.FindAsync(await CurrentActor.GetAsync(), EngagementId, closing.Token);
        if (call is null)
        {
            Navigation.NotFound();
        }
        else
        {
            var segments = call.Transcript?.Segments ?? [];
            duration = Math.Max((call.DurationSeconds ?? 0) * 1000L, segments is [.., var last] ? last.EndMs ?? last.StartMs + 1000L : 0);
            colors = SpeakerLanes.ColorsOf(segments.Select(segment => segment.Speaker));
            lanes = call.Transcript is null ? [] : SpeakerLanes.Of(call.Transcript, duration);
            quotes = call.Insights is null ? [] : Quote.FindAll(call.Insights, segments);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (call is null || attachedTo == call.Id)
        {
            return;
        }

        attachedTo = call.Id;
        module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./js/call.js");
        await StopAsync();
        player = await module.InvokeAsync<IJSObjectReference>("attach", root);
    }

    private async Task StopAsync()
    {
        if (player is not null)
        {
            await player.InvokeVoidAsync("stop");
            await player.DisposeAsync();
            player = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        closing.Dispose();
        try
        {
            await StopAsync();
            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the player with it.
        }
    }
}
