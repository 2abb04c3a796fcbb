using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class Announcement : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private string? spoken;
    private string? waiting;
    private ITimer? timer;

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnParametersSet()
    {
        if (Text == (waiting ?? spoken))
        {
            return;
        }

        if (timer is null)
        {
            spoken = Text;
            timer = Clock.CreateTimer(_ => InvokeAsync(Speak), null, Quiet, Timeout.InfiniteTimeSpan);
        }
        else
        {
            waiting = Text;
        }
    }

    private void Speak()
    {
        timer?.Dispose();
        timer = null;
        if (waiting is not null)
        {
            (spoken, waiting) = (waiting, null);
            timer = Clock.CreateTimer(_ => InvokeAsync(Speak), null, Quiet, Timeout.InfiniteTimeSpan);
            StateHasChanged();
        }
    }

    public void Dispose() => timer?.Dispose();
}
