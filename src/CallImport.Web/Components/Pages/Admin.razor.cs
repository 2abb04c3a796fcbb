using CallImport.Domain.Imports;
using CallImport.Infrastructure.Wishes;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

public sealed partial class Admin : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly TokenSeries life = new();
    private StaffView? view;
    private IReadOnlyList<WishedPlatform> wishes = [];

    [Inject]
    public required StaffOverview Overview { get; init; }

    [Inject]
    public required WishedPlatforms Wishes { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    private IReadOnlyList<IReadOnlyList<string>> JobRows => [.. view?.Jobs.Select(row => (IReadOnlyList<string>)[
        row.Workspace,
        row.Job.Platform,
        JobState.Of(row.Job, Clock.GetUtcNow()).Label,
        $"{Amounts.Count(row.Job.ProcessedCalls)} of {(row.Job.TotalCalls is { } total ? Amounts.Count(total) : "?")}",
        Moments.Full(row.Job.CreatedAt, Viewer.Zone)]) ?? []];

    private IReadOnlyList<IReadOnlyList<string>> BlockedRows => [.. view?.Blocked.Select(bucket => (IReadOnlyList<string>)[
        bucket.Platform, bucket.Group, Moments.Coming(bucket.Until, Clock.GetUtcNow(), Viewer.Zone), bucket.Reason ?? "–"]) ?? []];

    private IReadOnlyList<IReadOnlyList<string>> NodeRows =>
        [.. view?.Nodes.Select(node => (IReadOnlyList<string>)[node.Name, Amounts.Count(node.Calls)]) ?? []];

    private IReadOnlyList<IReadOnlyList<string>> WishRows => [.. wishes.Select(wish => (IReadOnlyList<string>)[
        wish.Name, Amounts.Count(wish.Workspaces), Moments.Full(wish.LastWishedAt, Viewer.Zone), wish.NewestNote ?? "–"])];

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync(CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _ = RepeatAsync(life.Next());
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        (view, wishes) = (await Overview.ReadAsync(cancellationToken), await Wishes.ListAsync(cancellationToken));

    private int Depth(ImportedCallStatus status) => view?.Queue.Where(depth => depth.Status == status).Sum(depth => depth.Calls) ?? 0;

    private async Task RepeatAsync(CancellationToken gone)
    {
        try
        {
            using var timer = new PeriodicTimer(Every, Clock);
            while (await timer.WaitForNextTickAsync(gone))
            {
                await ReadAsync(gone);
                await InvokeAsync(StateHasChanged);
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

    public void Dispose() => life.Dispose();
}
