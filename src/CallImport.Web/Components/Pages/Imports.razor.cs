using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

public sealed partial class Imports
{
    private const int Shown = 100;

    private static readonly (string? Name, string Label)[] Filters =
    [
        (null, "All"),
        (Slug.Of(ImportJobStatus.InProgress), "In progress"),
        (Slug.Of(ImportJobStatus.Completed), "Completed"),
        (Slug.Of(ImportJobStatus.Failed), "Failed"),
        (Slug.Of(ImportJobStatus.Cancelled), "Cancelled"),
    ];

    private Actor? actor;
    private IReadOnlyList<ImportJob>? jobs;
    private IReadOnlyDictionary<Guid, int> cameLater = new Dictionary<Guid, int>();
    private Dictionary<string, string> sources = [];

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required ImportQueries Queries { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        actor ??= await CurrentActor.GetAsync();
        ImportJobStatus? wanted = Status is not null && Slug.TryParse<ImportJobStatus>(Status, out var status) ? status : null;
        var found = await Queries.ListNotableAsync(actor, wanted, Shown, CancellationToken.None);
        cameLater = await Queries.CameLaterAsync(actor, found, CancellationToken.None);
        sources = await Names.OfAllAsync(found.Select(job => job.Platform), CancellationToken.None);
        jobs = found;
    }
}
