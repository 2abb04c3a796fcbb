using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

public enum AuditSubjectKind
{
    Import,
    Call,
    Credential,
    Person,
    Workspace,
    Token,
}

/// <summary>What an audited act was about, as far as the workspace still knows it.</summary>
/// <param name="Name">Title, label or e-mail address; for an import and a credential the stored name of the platform comes first.</param>
/// <param name="At">When an import was started; null for others.</param>
/// <param name="EngagementId">A call in the library; null when it is not there, and for others.</param>
public sealed record AuditSubject(AuditSubjectKind Kind, Guid Id, string Name, string? Platform = null, DateTimeOffset? At = null, Guid? EngagementId = null);

/// <summary>Names for the ids that the trail keeps. What is gone has no name any more, and keeps its id.</summary>
public sealed class AuditSubjects(IDbContextFactory<CallImportDbContext> databases)
{
    public async Task<IReadOnlyDictionary<Guid, AuditSubject>> FindAsync(Actor actor, IEnumerable<AuditEvent> events, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. events.Select(row => Guid.TryParse(row.Subject, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
        if (!actor.MayAdminister || ids.Length == 0)
        {
            return new Dictionary<Guid, AuditSubject>();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var jobs = await database.ImportJobs.Where(row => row.WorkspaceId == actor.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new AuditSubject(AuditSubjectKind.Import, row.Id, row.Platform, row.Platform, row.CreatedAt, null)).ToListAsync(cancellationToken);
        var calls = await database.ImportedCalls.Where(row => row.WorkspaceId == actor.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new AuditSubject(AuditSubjectKind.Call, row.Id, row.Title ?? row.SourceCallId, null, null, row.EngagementId)).ToListAsync(cancellationToken);
        var credentials = await database.ImportCredentials.Where(row => row.WorkspaceId == actor.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new AuditSubject(AuditSubjectKind.Credential, row.Id, row.Label, row.Platform, null, null)).ToListAsync(cancellationToken);
        var tokens = await database.ApiTokens.Where(row => row.WorkspaceId == actor.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new AuditSubject(AuditSubjectKind.Token, row.Id, row.Name, null, null, null)).ToListAsync(cancellationToken);

        var workspaces = await database.Workspaces.Where(row => row.Id == actor.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new AuditSubject(AuditSubjectKind.Workspace, row.Id, row.Name, null, null, null)).ToListAsync(cancellationToken);

        // Who is no longer a member is still named: the trail of this workspace speaks of them.
        var people = await database.Users.Where(row => ids.Contains(row.Id)
                && database.AuditEvents.Any(told => told.WorkspaceId == actor.WorkspaceId && told.Subject == row.Id.ToString()))
            .Select(row => new AuditSubject(AuditSubjectKind.Person, row.Id, row.Email ?? "", null, null, null)).ToListAsync(cancellationToken);
        return jobs.Concat(calls).Concat(credentials).Concat(tokens).Concat(workspaces).Concat(people).ToDictionary(subject => subject.Id);
    }
}
