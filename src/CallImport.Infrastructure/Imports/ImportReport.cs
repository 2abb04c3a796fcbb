using System.Runtime.CompilerServices;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>A call of an import and what became of it.</summary>
/// <param name="Outcome"><c>imported failed skipped cancelled</c>, or the state of a call that is still on its way.</param>
/// <param name="ErrorClass">Stored name of the class; null unless it failed or has failed before.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="LaterImport">What a later import that took the call up has made of it: <c>imported failed cancelled on_its_way</c>; null when none did.</param>
/// <param name="EngagementId">The call in the library; null when it is not there.</param>
public sealed record ReportedCall(
    string SourceCallId,
    string? Title,
    DateTimeOffset StartedAt,
    int? DurationSeconds,
    string Outcome,
    string? ErrorClass,
    string? Error,
    int Attempts,
    string? LaterImport,
    Guid? EngagementId);

/// <summary>Every call that an import listed, one by one: the same calls that its completeness counts.</summary>
public sealed class ImportReport(IDbContextFactory<CallImportDbContext> databases)
{
    /// <summary>Newest first, read as it is consumed: an import may have a hundred thousand. Empty for a job that this workspace does not have.</summary>
    public async IAsyncEnumerable<ReportedCall> ReadAsync(
        Actor actor, Guid jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        var rows = database.Database.SqlQuery<ReportedCall>(
            $"""
             SELECT source_call_id, title, started_at, duration_seconds, CASE fate WHEN 'completed' THEN 'imported' ELSE fate END AS outcome,
                 error_class, error, attempts,
                 CASE WHEN later IS NULL OR later IN ('failed', 'cancelled') THEN later WHEN later = 'completed' THEN 'imported' ELSE 'on_its_way' END
                     AS later_import,
                 engagement_id
             FROM (
                 SELECT source_call_id, title, started_at, duration_seconds, status AS fate, last_error_class AS error_class, last_error AS error,
                     retry_count AS attempts, NULL AS later, engagement_id
                 FROM imported_calls WHERE import_job_id = {jobId} AND workspace_id = {actor.ReadableWorkspaceId}
                 UNION ALL
                 SELECT call.source_call_id, call.title, call.started_at, call.duration_seconds, 'skipped', NULL, NULL, 0, NULL, call.engagement_id
                 FROM call_skips skip JOIN imported_calls call ON call.id = skip.imported_call_id
                 WHERE skip.import_job_id = {jobId} AND skip.workspace_id = {actor.ReadableWorkspaceId}
                 UNION ALL
                 SELECT call.source_call_id, call.title, call.started_at, call.duration_seconds, handover.status, handover.error_class, handover.error,
                     0, call.status, call.engagement_id
                 FROM call_handovers handover JOIN imported_calls call ON call.id = handover.imported_call_id
                 WHERE handover.import_job_id = {jobId} AND handover.workspace_id = {actor.ReadableWorkspaceId}
             ) listed
             ORDER BY started_at DESC, source_call_id
             """).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }
}
