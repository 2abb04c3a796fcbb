using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Engagements;

/// <summary>Erases what has been here for as long as it may be kept: <c>Imports:RetentionDays</c> after it was imported.</summary>
internal sealed partial class EndRetention(
    IDbContextFactory<CallImportDbContext> databases, CallErasure erasure, AuditTrail audit, IOptions<ImportOptions> options, ILogger<EndRetention> logger)
{
    private const string ActorName = "retention";

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionDays == 0)
        {
            return;
        }

        var total = 0;
        while (await FindAsync(cancellationToken) is { Length: > 0 } due)
        {
            var erased = 0;
            foreach (var workspace in due.GroupBy(call => call.WorkspaceId, call => call.Id))
            {
                erased += (await EraseAsync(workspace.Key, [.. workspace], cancellationToken)).Calls;
            }

            total += erased;
            if (erased == 0)
            {
                break;
            }
        }

        if (total > 0)
        {
            Log.Erased(logger, total, options.Value.RetentionDays);
        }
    }

    private Task<ErasedCalls> EraseAsync(Guid workspaceId, Guid[] calls, CancellationToken cancellationToken) => erasure.EraseAsync(
        workspaceId,
        calls,
        $"This call was erased {options.Value.RetentionDays} days after it was imported.",
        (database, count) => audit.AppendAsync(database, workspaceId, ActorName, "call.expired", $"{count} calls", cancellationToken),
        cancellationToken);

    /// <summary>By workspace, because calls are indexed so; a library of a million calls is not read through every two minutes.</summary>
    private async Task<DueCall[]> FindAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        return await database.Database.SqlQuery<DueCall>(
            $"""
             SELECT call.id, call.workspace_id FROM workspaces workspace CROSS JOIN LATERAL (
                 SELECT id FROM engagements WHERE workspace_id = workspace.id AND created_at < now() - make_interval(days => {options.Value.RetentionDays})
                 ORDER BY created_at LIMIT {CallErasure.Lot}) old
             JOIN imported_calls call ON call.engagement_id = old.id LIMIT {CallErasure.Lot}
             """).ToArrayAsync(cancellationToken);
    }

    private sealed record DueCall(Guid Id, Guid WorkspaceId);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Erased {Count} calls that were imported more than {Days} days ago")]
        public static partial void Erased(ILogger logger, int count, int days);
    }
}
