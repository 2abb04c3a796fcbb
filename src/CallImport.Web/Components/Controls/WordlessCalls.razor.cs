using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Transcription;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class WordlessCalls
{
    private Actor? actor;
    private int count;
    private int ordered;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required TranscribeCalls Transcribe { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Parameter, EditorRequired]
    public Guid JobId { get; set; }

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        count = await Transcribe.CountAsync(actor, JobId, CancellationToken.None);
    }

    private async Task OrderAsync()
    {
        if (isBusy || actor is null)
        {
            return;
        }

        isBusy = true;
        try
        {
            var result = await Transcribe.OfImportAsync(actor, JobId, CancellationToken.None);
            (refusal, ordered) = (result.Refusal?.Message, result.Value);
            count = await Transcribe.CountAsync(actor, JobId, CancellationToken.None);
        }
        finally
        {
            isBusy = false;
        }
    }
}
