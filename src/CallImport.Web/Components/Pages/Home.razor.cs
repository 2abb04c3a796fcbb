using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;
using CallImport.Web.Auth;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

public sealed partial class Home
{
    private const int Looked = 50;

    private Actor? actor;
    private IReadOnlyList<ImportJob>? jobs;
    private IReadOnlyList<ImportCredential> credentials = [];
    private IReadOnlyList<PlayableCall> latest = [];
    private IReadOnlyDictionary<Guid, int> cameLater = new Dictionary<Guid, int>();
    private Dictionary<string, string> sources = [];

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required ImportQueries Imports { get; init; }

    [Inject]
    public required CredentialQueries Credentials { get; init; }

    [Inject]
    public required EngagementQueries Library { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<ImportJob> Running => [.. jobs?.Where(job => !job.Status.IsTerminal()) ?? []];

    private IReadOnlyList<ImportJob> Finished => [.. jobs?.Where(job => job.Status.IsTerminal()).Take(4) ?? []];

    private string Greeting => Running.Count switch
    {
        0 => "Your calls are here",
        1 => "An import is on its way",
        _ => $"{Running.Count} imports are on their way",
    };

    private string? Freshness => jobs?.Where(job => job.Status == ImportJobStatus.Completed).Max(job => job.CompletedAt) is { } last
        ? $"The library was last brought up to date {Durations.Ago(Clock.GetUtcNow() - last)}."
        : null;

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        credentials = await Credentials.ListAsync(actor, CancellationToken.None);
        var found = await Imports.ListNotableAsync(actor, null, Looked, CancellationToken.None);
        cameLater = await Imports.CameLaterAsync(actor, found, CancellationToken.None);
        sources = await Names.OfAllAsync(found.Select(job => job.Platform).Concat(credentials.Select(row => row.Platform)), CancellationToken.None);
        var newest = await Library.SearchAsync(actor, new EngagementSearch { First = 6 }, CancellationToken.None);
        latest = [.. newest.Items.Select(PlayableCall.From)];
        jobs = found;
    }
}
