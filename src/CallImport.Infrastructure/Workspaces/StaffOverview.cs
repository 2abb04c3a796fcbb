using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>The whole installation at a glance, for internal staff. No name of a person, no title of a call, no secret is in it.</summary>
public sealed class StaffOverview(IDbContextFactory<CallImportDbContext> databases, TimeProvider clock)
{
    private const int MaxRows = 200;

    private static readonly ImportJobStatus[] Active = [ImportJobStatus.Pending, ImportJobStatus.Counting, ImportJobStatus.InProgress];

    /// <summary>For callers that have checked that the user is staff.</summary>
    public async Task<StaffView> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var jobs = await database.ImportJobs.AsNoTracking().Where(job => Active.Contains(job.Status))
            .Join(database.Workspaces, job => job.WorkspaceId, workspace => workspace.Id, (job, workspace) => new { Job = job, workspace.Name })
            .OrderBy(row => row.Job.CreatedAt).Take(MaxRows).ToListAsync(cancellationToken);
        var queue = await database.ImportedCalls.AsNoTracking()
            .Where(call => call.Status != ImportedCallStatus.Completed && call.Status != ImportedCallStatus.Cancelled)
            .GroupBy(call => call.Status).Select(group => new QueueDepth(group.Key, group.Count())).ToListAsync(cancellationToken);
        var blocked = await database.RateLimitBuckets.AsNoTracking().Where(bucket => bucket.BlockedUntil > now)
            .GroupJoin(database.ImportCredentials, bucket => bucket.CredentialId, credential => credential.Id, (bucket, credentials) => new { bucket, credentials })
            .SelectMany(row => row.credentials.DefaultIfEmpty(), (row, credential) => new BlockedBucket(
                credential == null ? "unknown" : credential.Platform, row.bucket.Group, row.bucket.BlockedUntil ?? now, row.bucket.BlockedReason))
            .Take(MaxRows).ToListAsync(cancellationToken);
        var nodes = await database.ImportedCalls.AsNoTracking().Where(call => call.LeaseUntil > now && call.LeaseOwner != null)
            .GroupBy(call => call.LeaseOwner).Select(group => new WorkingNode(group.Key ?? "", group.Count())).ToListAsync(cancellationToken);
        return new StaffView
        {
            Jobs = [.. jobs.Select(row => new StaffJob(row.Name, row.Job))],
            Queue = [.. queue.OrderBy(depth => depth.Status)],
            Blocked = [.. blocked.OrderBy(bucket => bucket.Until)],
            Nodes = [.. nodes.OrderBy(node => node.Name)],
        };
    }
}

public sealed record StaffView
{
    public required IReadOnlyList<StaffJob> Jobs { get; init; }

    /// <summary>Calls that are not done, by state.</summary>
    public required IReadOnlyList<QueueDepth> Queue { get; init; }

    /// <summary>Vendor limits that nothing is sent to at the moment.</summary>
    public required IReadOnlyList<BlockedBucket> Blocked { get; init; }

    /// <summary>Nodes that hold calls right now; idle ones are not seen here.</summary>
    public required IReadOnlyList<WorkingNode> Nodes { get; init; }
}

public sealed record StaffJob(string Workspace, ImportJob Job);

public sealed record QueueDepth(ImportedCallStatus Status, int Calls);

public sealed record BlockedBucket(string Platform, string Group, DateTimeOffset Until, string? Reason);

public sealed record WorkingNode(string Name, int Calls);
