using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Engagements;

/// <summary>
/// Erases one call, or every call that a person took part in, whether it is here, on its way or could not come. May be run again: what is erased stays
/// erased.
/// </summary>
public sealed class EraseCalls
{
    private const string Reason = "This call was erased on request.";

    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly CallErasure erasure;
    private readonly AuditTrail audit;

    internal EraseCalls(IDbContextFactory<CallImportDbContext> databases, CallErasure erasure, AuditTrail audit) =>
        (this.databases, this.erasure, this.audit) = (databases, erasure, audit);

    /// <param name="id">Of the call in the library, or in its import.</param>
    public async Task<ErasedCalls> CallAsync(Guid workspaceId, Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var calls = await database.ImportedCalls.Where(call => call.WorkspaceId == workspaceId && (call.Id == id || call.EngagementId == id))
            .Select(call => call.Id).ToArrayAsync(cancellationToken);
        return await EraseAsync(workspaceId, calls, "call.erased", actor, (_) => $"{id}", cancellationToken);
    }

    /// <param name="email">As the source gave it; upper and lower case do not matter.</param>
    public async Task<ErasedCalls> ParticipantAsync(Guid workspaceId, string email, string actor, CancellationToken cancellationToken)
    {
        // As a JSON string: no part of a longer address, wherever in the vendor's own record it stands.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        var calls = await database.Database.SqlQuery<Guid>(
            $"""
             SELECT call.id AS "Value" FROM imported_calls call LEFT JOIN engagements engagement ON engagement.id = call.engagement_id
             WHERE call.workspace_id = {workspaceId} AND (position(to_json(lower({email}::text))::text IN lower(call.source_metadata::text)) > 0
                 OR position(to_json(lower({email}::text))::text IN lower(engagement.participants::text)) > 0)
             """).ToArrayAsync(cancellationToken);

        // Who it was about is nothing that an audit trail may keep.
        return await EraseAsync(workspaceId, calls, "participant.erased", actor, count => $"{count} calls", cancellationToken);
    }

    private async Task<ErasedCalls> EraseAsync(
        Guid workspaceId, Guid[] calls, string action, string actor, Func<int, string> subject, CancellationToken cancellationToken)
    {
        var erased = new ErasedCalls(0, 0);
        foreach (var lot in calls.Chunk(CallErasure.Lot))
        {
            erased += await erasure.EraseAsync(
                workspaceId,
                lot,
                Reason,
                (database, count) => audit.AppendAsync(database, workspaceId, actor, action, subject(count), cancellationToken),
                cancellationToken);
        }

        return erased;
    }
}
