using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Queue;

/// <summary>Writes down when the jobs that this node works on will be done, every few seconds.</summary>
internal sealed class EstimateKeeper(
    IDbContextFactory<CallImportDbContext> databases,
    ImportForecast forecast,
    ImportHolds holds,
    FinishBuffer outcomes,
    ProgressPace pace,
    TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly HashSet<Guid> touched = [];
    private long writtenAt;

    public void Begin() => outcomes.Written += Touch;

    /// <summary>One turn: tells watchers what they are owed, and now and then writes estimates.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Tick, clock, cancellationToken);
        var owed = pace.Owed();
        var due = Due();
        if (owed.Count == 0 && due.Length == 0)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var job in owed)
        {
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job, cancellationToken);
        }

        var jobs = await database.ImportJobs.AsNoTracking().Where(job => due.Contains(job.Id)).ToListAsync(cancellationToken);
        foreach (var job in jobs.Where(job => !job.Status.IsTerminal()))
        {
            var hold = await holds.FindAsync(job, cancellationToken);
            DateTimeOffset? at = await forecast.ForAsync(job, hold, cancellationToken) is { } duration ? clock.GetUtcNow() + duration.Estimate : null;
            await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE import_jobs SET estimated_completion_at = {at}
                 WHERE id = {job.Id} AND workspace_id = {job.WorkspaceId} AND status IN ('pending', 'counting', 'in_progress')
                 """,
                cancellationToken);
        }
    }

    private void Touch(IReadOnlyList<WrittenOutcome> written)
    {
        lock (gate)
        {
            touched.UnionWith(written.Select(entry => entry.Outcome.JobId));
        }
    }

    private Guid[] Due()
    {
        lock (gate)
        {
            if (touched.Count == 0 || (writtenAt != 0 && clock.GetElapsedTime(writtenAt) < Interval))
            {
                return [];
            }

            Guid[] due = [.. touched];
            touched.Clear();
            writtenAt = clock.GetTimestamp();
            return due;
        }
    }
}
