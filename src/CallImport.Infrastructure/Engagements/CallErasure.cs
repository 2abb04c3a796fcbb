using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Engagements;

/// <summary>
/// Takes calls out of the library for good: what was said, who took part, the recording. What is left of a call is its place in its import, with the
/// vendor's id and date, so that no sync brings it back.
/// </summary>
internal sealed class CallErasure(IDbContextFactory<CallImportDbContext> databases, IRecordingStore store)
{
    /// <summary>Calls of one transaction.</summary>
    public const int Lot = 200;

    /// <param name="reason">One sentence for whoever looks at the import.</param>
    /// <param name="record">Writes down the act, in the same transaction; told how many calls it is about, at least one.</param>
    public async Task<ErasedCalls> EraseAsync(
        Guid workspaceId, Guid[] callIds, string reason, Func<CallImportDbContext, int, Task> record, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // Jobs before calls, in order of id, as every writer locks them.
        var jobs = await database.Database.SqlQuery<Guid>(
            $"""
             SELECT id AS "Value" FROM import_jobs WHERE workspace_id = {workspaceId} AND id IN (SELECT import_job_id FROM imported_calls WHERE id = ANY({callIds}))
             ORDER BY id FOR UPDATE
             """).ToListAsync(cancellationToken);
        var erased = await WipeAsync(database, workspaceId, callIds, reason, cancellationToken);
        if (erased.Count == 0)
        {
            return new ErasedCalls(0, 0);
        }

        Guid[] engagements = [.. erased.Select(call => call.EngagementId).OfType<Guid>()];
        await database.Database.ExecuteSqlAsync(
            $"DELETE FROM transcripts WHERE workspace_id = {workspaceId} AND engagement_id = ANY({engagements})", cancellationToken);
        await database.Database.ExecuteSqlAsync($"DELETE FROM engagements WHERE workspace_id = {workspaceId} AND id = ANY({engagements})", cancellationToken);
        await record(database, erased.Count);
        foreach (var job in jobs)
        {
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        // What a crash leaves behind here belongs to nobody any more, and the janitor takes it away.
        await store.DeleteAllAsync(erased.SelectMany(call => (string?[])[call.RecordingKey, call.StagedKey]), cancellationToken);
        return new ErasedCalls(erased.Count, erased.Count(call => call.RecordingKey is not null));
    }

    /// <summary>A call counts as one that could not come: its import had it, and has it no more. One in work is fenced off by a new epoch.</summary>
    private static Task<List<ErasedRow>> WipeAsync(
        CallImportDbContext database, Guid workspaceId, Guid[] callIds, string reason, CancellationToken cancellationToken) =>
        database.Database.SqlQuery<ErasedRow>(
            $$"""
             WITH found AS (
                 SELECT call.id, call.import_job_id, call.status, call.engagement_id, engagement.recording_key, engagement.recording_bytes,
                     call.staged_recording ->> 'key' AS staged_key
                 FROM imported_calls call LEFT JOIN engagements engagement ON engagement.id = call.engagement_id
                 WHERE call.workspace_id = {{workspaceId}} AND call.id = ANY({{callIds}})
                     AND (call.removed_at IS NULL OR call.title IS NOT NULL OR call.engagement_id IS NOT NULL OR call.source_metadata <> '{}')
                 ORDER BY call.id FOR UPDATE OF call),
             wiped AS (
                 UPDATE imported_calls call SET status = CASE call.status WHEN 'cancelled' THEN 'cancelled' ELSE 'failed' END,
                     engagement_id = NULL, completed_at = NULL, title = NULL, source_metadata = '{}', download_token = NULL, staged_recording = NULL,
                     last_error = {{reason}}, last_error_class = 'permanent', waiting_reason = NULL, due_at = NULL,
                     lease_epoch = call.lease_epoch + 1, lease_owner = NULL, lease_until = NULL, removed_at = now(), updated_at = now()
                 FROM found WHERE call.id = found.id),
             tally AS (
                 SELECT import_job_id, count(*) FILTER (WHERE status = 'completed') AS done, count(*) FILTER (WHERE status NOT IN ('failed', 'cancelled')) AS gone,
                     coalesce(sum(recording_bytes), 0) AS bytes
                 FROM found GROUP BY import_job_id),
             counted AS (
                 UPDATE import_jobs job SET processed_calls = processed_calls - done, failed_calls = failed_calls + gone,
                     stored_bytes = greatest(0, stored_bytes - bytes), updated_at = now()
                 FROM tally WHERE job.id = tally.import_job_id)
             SELECT engagement_id, recording_key, staged_key FROM found
             """).ToListAsync(cancellationToken);

    private sealed record ErasedRow(Guid? EngagementId, string? RecordingKey, string? StagedKey);
}
