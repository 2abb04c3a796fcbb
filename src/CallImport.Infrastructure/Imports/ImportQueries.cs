using System.Linq.Expressions;
using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>What members of a workspace may see of its imports. A foreign id is answered like one that does not exist.</summary>
public sealed class ImportQueries(IDbContextFactory<CallImportDbContext> databases)
{
    private const int MaxRows = 200;
    private const int MaxReasons = 100;

    /// <summary>Newest first; at most 200.</summary>
    public Task<IReadOnlyList<ImportJob>> ListAsync(Actor actor, ImportJobStatus? status, int limit, CancellationToken cancellationToken) =>
        ListAsync(actor, status, limit, _ => true, cancellationToken);

    /// <summary>The same without the many runs of syncs that found nothing new.</summary>
    public Task<IReadOnlyList<ImportJob>> ListNotableAsync(Actor actor, ImportJobStatus? status, int limit, CancellationToken cancellationToken) => ListAsync(
        actor, status, limit, job => job.JobType != ImportJobType.Sync || job.Status != ImportJobStatus.Completed || job.FoundCalls > 0, cancellationToken);

    public async Task<ImportJob?> FindAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportJobs.AsNoTracking()
            .FirstOrDefaultAsync(job => job.Id == jobId && job.WorkspaceId == actor.ReadableWorkspaceId, cancellationToken);
    }

    public async Task<ImportedCall?> FindCallAsync(Actor actor, Guid callId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportedCalls.AsNoTracking()
            .FirstOrDefaultAsync(call => call.Id == callId && call.WorkspaceId == actor.ReadableWorkspaceId, cancellationToken);
    }

    /// <summary>Calls that a job brings, newest first; at most 200 a page.</summary>
    public async Task<ImportedCallPage> CallsAsync(
        Actor actor, Guid jobId, ImportedCallStatus? status, int first, string? after, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var calls = database.ImportedCalls.AsNoTracking()
            .Where(call => call.ImportJobId == jobId && call.WorkspaceId == actor.ReadableWorkspaceId && (status == null || call.Status == status));
        var total = await calls.CountAsync(cancellationToken);
        if (CallCursor.Parse(after) is { } cursor)
        {
            calls = calls.Where(call => call.StartedAt < cursor.StartedAt || (call.StartedAt == cursor.StartedAt && call.Id < cursor.Id));
        }

        var size = Math.Clamp(first, 1, MaxRows);
        var rows = await calls.OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        return new ImportedCallPage(
            page, page is [.., var last] ? $"{new CallCursor(last.StartedAt, last.Id)}" : null, rows.Count > size, total);
    }

    /// <summary>The calls that came last, to listen to while the rest is on its way.</summary>
    public async Task<IReadOnlyList<ImportedCall>> LatestAsync(Actor actor, Guid jobId, int count, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportedCalls.AsNoTracking()
            .Where(call => call.ImportJobId == jobId && call.WorkspaceId == actor.ReadableWorkspaceId && call.CompletedAt != null)
            .OrderByDescending(call => call.CompletedAt).Take(Math.Clamp(count, 0, MaxRows)).ToListAsync(cancellationToken);
    }

    /// <summary>Failed calls by reason, most frequent first. What a later import has taken up still counts here, and is told apart.</summary>
    public async Task<IReadOnlyList<FailureGroup>> FailuresAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.Database.SqlQuery<FailureRow>(
            $"""
             SELECT class AS "Class", reason AS "Reason", count(*)::int AS "Count", count(*) FILTER (WHERE later IS NULL)::int AS "Here",
                 count(*) FILTER (WHERE later = 'completed')::int AS came_later,
                 count(*) FILTER (WHERE later IN ('pending', 'downloading', 'transcribing', 'processing'))::int AS on_their_way
             FROM (
                 SELECT last_error_class AS class, last_error AS reason, NULL AS later FROM imported_calls
                 WHERE import_job_id = {jobId} AND workspace_id = {actor.ReadableWorkspaceId} AND status = 'failed'
                 UNION ALL
                 SELECT handover.error_class, handover.error, call.status
                 FROM call_handovers handover JOIN imported_calls call ON call.id = handover.imported_call_id
                 WHERE handover.import_job_id = {jobId} AND handover.workspace_id = {actor.ReadableWorkspaceId} AND handover.status = 'failed'
             ) failed
             GROUP BY class, reason ORDER BY count(*) DESC, reason LIMIT {MaxReasons}
             """).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new FailureGroup
        {
            Class = Slug.Parse<FailureClass>(row.Class),
            Reason = row.Reason,
            Count = row.Count,
            Here = row.Here,
            CameLater = row.CameLater,
            OnTheirWay = row.OnTheirWay,
        })];
    }

    /// <summary>Of the calls that failed in these jobs: how many a later import has brought since. Jobs without any are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CameLaterAsync(Actor actor, IEnumerable<ImportJob> jobs, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. jobs.Where(job => job.FailedCalls > 0).Select(job => job.Id)];
        if (ids.Length == 0)
        {
            return new Dictionary<Guid, int>();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.CallHandovers.AsNoTracking()
            .Where(handover => handover.WorkspaceId == actor.ReadableWorkspaceId && ids.Contains(handover.ImportJobId) && handover.Status == ImportedCallStatus.Failed)
            .Join(database.ImportedCalls, handover => handover.ImportedCallId, call => call.Id, (handover, call) => new { handover.ImportJobId, call.Status })
            .Where(since => since.Status == ImportedCallStatus.Completed)
            .GroupBy(since => since.ImportJobId)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken);
    }

    /// <summary>Source = imported + skipped + failed, in all and by day; null when there is no such job.</summary>
    public async Task<ImportCompleteness?> CompletenessAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, jobId, cancellationToken) is not { } job)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var days = await database.Database.SqlQuery<DayRow>(
            $"""
             SELECT (started_at AT TIME ZONE 'UTC')::date AS "Day", count(*)::int AS "Source", count(*) FILTER (WHERE fate = 'completed')::int AS "Imported",
                 count(*) FILTER (WHERE fate = 'skipped')::int AS "Skipped", count(*) FILTER (WHERE fate = 'failed')::int AS "Failed",
                 count(*) FILTER (WHERE fate = 'failed' AND later = 'completed')::int AS came_later
             FROM (
                 SELECT started_at, status AS fate, NULL AS later FROM imported_calls WHERE import_job_id = {jobId} AND workspace_id = {actor.ReadableWorkspaceId}
                 UNION ALL
                 SELECT call.started_at, 'skipped', NULL FROM call_skips skip JOIN imported_calls call ON call.id = skip.imported_call_id
                 WHERE skip.import_job_id = {jobId} AND skip.workspace_id = {actor.ReadableWorkspaceId}
                 UNION ALL
                 SELECT call.started_at, handover.status, call.status FROM call_handovers handover JOIN imported_calls call ON call.id = handover.imported_call_id
                 WHERE handover.import_job_id = {jobId} AND handover.workspace_id = {actor.ReadableWorkspaceId}
             ) listed
             GROUP BY 1 ORDER BY 1 DESC
             """).ToListAsync(cancellationToken);
        return new ImportCompleteness
        {
            Source = job.SourceCalls ?? job.FoundCalls + job.SkippedCalls,
            Imported = days.Sum(day => day.Imported),
            Skipped = job.SkippedCalls,
            Failed = days.Sum(day => day.Failed),
            Days = [.. days.Select(day => new CompletenessDay(day.Day, day.Source, day.Imported, day.Skipped, day.Failed, day.CameLater))],
        };
    }

    private async Task<IReadOnlyList<ImportJob>> ListAsync(
        Actor actor, ImportJobStatus? status, int limit, Expression<Func<ImportJob, bool>> isWanted, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportJobs.AsNoTracking()
            .Where(job => job.WorkspaceId == actor.ReadableWorkspaceId && (status == null || job.Status == status))
            .Where(isWanted).OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id)
            .Take(Math.Clamp(limit, 0, MaxRows)).ToListAsync(cancellationToken);
    }

    private sealed record FailureRow(string Class, string Reason, int Count, int Here, int CameLater, int OnTheirWay);

    private sealed record DayRow(DateOnly Day, int Source, int Imported, int Skipped, int Failed, int CameLater);
}
