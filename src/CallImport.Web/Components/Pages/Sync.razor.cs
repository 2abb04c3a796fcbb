using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Sync;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

/// <summary>What is kept up to date, how fresh it is and when it looks again. Follows what happens while it is open.</summary>
public sealed partial class Sync : IDisposable
{
    private readonly TokenSeries watches = new();
    private Actor? actor;
    private IReadOnlyList<SyncOverview>? syncs;
    private Dictionary<string, string> sources = [];
    private IReadOnlyList<string> unsynced = [];

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required SyncQueries Queries { get; init; }

    [Inject]
    public required SyncWatch Watch { get; init; }

    [Inject]
    public required PlatformRegistry Registry { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    /// <summary>The account that somebody came here to switch on.</summary>
    [SupplyParameterFromQuery(Name = "credential")]
    public string? Credential { get; set; }

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        unsynced = [.. (await Registry.ListAsync(CancellationToken.None)).Where(entry => !entry.CanSync).Select(entry => entry.Capability.DisplayName)];
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = WatchAsync(actor, watches.Next());
        }
    }

    private async Task LoadAsync()
    {
        if (actor is not null)
        {
            await ShowAsync(await Queries.OverviewAsync(actor, CancellationToken.None));
        }
    }

    private async Task ShowAsync(IReadOnlyList<SyncOverview> found)
    {
        sources = await Names.OfAllAsync(found.Select(sync => sync.Credential.Platform), CancellationToken.None);
        syncs = found;
    }

    private async Task WatchAsync(Actor watcher, CancellationToken gone)
    {
        try
        {
            await foreach (var found in Watch.WatchAsync(watcher, gone))
            {
                await InvokeAsync(async () =>
                {
                    await ShowAsync(found);
                    StateHasChanged();
                });
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

    public void Dispose() => watches.Dispose();
}
