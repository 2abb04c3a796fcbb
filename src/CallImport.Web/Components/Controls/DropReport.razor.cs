using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.FileDrops;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class DropReport
{
    private string? refusal;

    [Inject]
    public required InspectDrop Inspect { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public Guid CredentialId { get; set; }

    private FileDropReport? Report { get; set; }

    private IEnumerable<(string Name, DroppedFiles Files, string TestId)> Kinds => Report is null ? [] :
    [
        ("Recordings with their row of the list", Report.Matched, "drop-matched"),
        ("Recordings without a row: they come with what their names say", Report.WithoutRow, "drop-without-row"),
        ("Rows whose recording is not there", Report.RowsWithoutFile, "drop-without-file"),
        ("Files that are too short to hold a conversation", Report.Unusable, "drop-unusable"),
    ];

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            var inspected = await Inspect.ExecuteAsync(Actor, CredentialId, CancellationToken.None);
            (Report, refusal) = (inspected.Value, inspected.Refusal?.Message);
        }
    }
}
