using CallImport.Domain;
using CallImport.Infrastructure.Platforms;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class WishForm
{
    private string? name;
    private string? note;
    private string? noted;
    private string? refusal;
    private bool isSending;

    /// <summary>Name and note of a wish; the name as it is noted, or why it is not.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?, Task<Result<string>>> Wish { get; set; }

    /// <summary>A platform that takes files of any system; null when there is none.</summary>
    [Parameter]
    public PlatformEntry? Files { get; set; }

    private bool Busy => isSending || !RendererInfo.IsInteractive;

    private async Task SendAsync()
    {
        if (Busy || string.IsNullOrWhiteSpace(name))
        {
            return;
        }

        isSending = true;
        try
        {
            var wished = await Wish(name, note);
            (noted, refusal) = (wished.Value, wished.Refusal?.Message);
        }
        finally
        {
            isSending = false;
        }
    }

    private void Again() => (name, note, noted) = (null, null, null);
}
