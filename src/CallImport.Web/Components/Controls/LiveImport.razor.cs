using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class LiveImport : IDisposable
{
    private readonly TokenSeries watches = new();

    // Set by the parent before the first render.
    private ImportJob current = null!;
    private ImportHold? hold;
    private Guid watchedId;

    [Inject]
    public required ImportProgressHub Hub { get; init; }

    [Parameter, EditorRequired]
    public required ImportJob Job { get; set; }

    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>Of the failed calls: brought by a later import since.</summary>
    [Parameter]
    public int CameLater { get; set; }

    protected override void OnParametersSet()
    {
        if (watchedId == Job.Id && current.Status.IsTerminal() == Job.Status.IsTerminal())
        {
            return;
        }

        (current, hold, watchedId) = (Job, null, Job.Id);
        if (RendererInfo.IsInteractive && !Job.Status.IsTerminal())
        {
            _ = WatchAsync(Job.WorkspaceId, Job.Id, watches.Next());
        }
    }

    private async Task WatchAsync(Guid workspaceId, Guid jobId, CancellationToken gone)
    {
        try
        {
            await foreach (var change in Hub.WatchAsync(workspaceId, jobId, gone))
            {
                await InvokeAsync(() =>
                {
                    (current, hold) = (change.Job, change.Hold);
                    StateHasChanged();
                });
                if (change.Job.Status.IsTerminal())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The list was left.
        }
        catch (Exception fault) when (!gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    public void Dispose() => watches.Dispose();
}
