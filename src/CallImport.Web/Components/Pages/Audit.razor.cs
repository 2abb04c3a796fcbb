using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

public sealed partial class Audit
{
    private const int Shown = 50;

    private AuditPage? page;
    private IReadOnlyDictionary<Guid, AuditSubject> subjects = new Dictionary<Guid, AuditSubject>();
    private IReadOnlyDictionary<string, string> platforms = new Dictionary<string, string>();

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required AuditQueries Queries { get; init; }

    [Inject]
    public required AuditSubjects Subjects { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    /// <summary>Show what came before this number.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var actor = await CurrentActor.GetAsync();
        var found = await Queries.ListAsync(actor, Shown, Before, CancellationToken.None);
        subjects = await Subjects.FindAsync(actor, found.Events, CancellationToken.None);
        platforms = await Names.OfAllAsync(subjects.Values.Select(subject => subject.Platform).OfType<string>(), CancellationToken.None);
        page = found;
    }

    private AuditSubject? SubjectOf(AuditEvent row) => Guid.TryParse(row.Subject, out var id) ? subjects.GetValueOrDefault(id) : null;
}
