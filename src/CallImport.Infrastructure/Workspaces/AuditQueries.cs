using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <param name="Events">Newest first.</param>
/// <param name="OlderThan">To be passed on to see what came before; null when there is nothing older.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, long? OlderThan);

/// <summary>Reads the trail of a workspace. Whoever may not see it gets an empty page.</summary>
public sealed class AuditQueries(IDbContextFactory<CallImportDbContext> databases)
{
    private const int MaxRows = 200;

    /// <param name="first">Rows wanted, 1–200.</param>
    /// <param name="before">Only events with a smaller number; null = from the newest on.</param>
    public async Task<AuditPage> ListAsync(Actor actor, int first, long? before, CancellationToken cancellationToken)
    {
        if (!actor.MayAdminister)
        {
            return new AuditPage([], null);
        }

        var size = Math.Clamp(first, 1, MaxRows);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.AuditEvents.AsNoTracking()
            .Where(row => row.WorkspaceId == actor.WorkspaceId && (before == null || row.Seq < before))
            .OrderByDescending(row => row.Seq).Take(size + 1).ToListAsync(cancellationToken);
        return rows.Count > size ? new AuditPage(rows[..size], rows[size - 1].Seq) : new AuditPage(rows, null);
    }
}
