using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Queue.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>The right to list a job, as rows of <c>import_jobs</c> say it. One holder at a time; the epoch fences off all earlier ones.</summary>
internal sealed class ListingLease(
    NpgsqlDataSource dataSource, IDbContextFactory<CallImportDbContext> databases, WorkerNode node, PlatformCatalog catalog, IOptions<ImportOptions> options)
{
    /// <summary>Calls found and not done at which listing waits for the workers.</summary>
    public const int Deep = 20_000;

    /// <returns>the job as it is now; null when it is not this node's turn</returns>
    public async Task<ImportJob?> TakeAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.ImportJobs
            .FromSqlRaw(
                ListingSql.Take,
                new NpgsqlParameter("node", node.Id),
                new NpgsqlParameter("lease", options.Value.ListingLease),
                new NpgsqlParameter("job", jobId),
                new NpgsqlParameter("deep", Deep),
                new NpgsqlParameter("platforms", catalog.Importable))
            .AsNoTracking().ToListAsync(cancellationToken);
        return rows is [var job] ? job : null;
    }

    /// <returns>false when the listing is not this holder's any more</returns>
    public Task<bool> RenewAsync(ImportJob job, CancellationToken cancellationToken) =>
        RunAsync(ListingSql.Renew, job, cancellationToken, new NpgsqlParameter("lease", options.Value.ListingLease));

    public Task<bool> ReleaseAsync(ImportJob job, CancellationToken cancellationToken) => RunAsync(ListingSql.Release, job, cancellationToken);

    /// <param name="count">Null when the source cannot count.</param>
    public Task<bool> CountedAsync(ImportJob job, int? count, CancellationToken cancellationToken) =>
        RunAsync(ListingSql.Counted, job, cancellationToken, new NpgsqlParameter("count", NpgsqlTypes.NpgsqlDbType.Integer) { Value = (object?)count ?? DBNull.Value });

    /// <param name="isError">Counted, so that a source that never answers is given up some day.</param>
    public Task<bool> ParkAsync(ImportJob job, TimeSpan wait, string reason, bool isError, CancellationToken cancellationToken) => RunAsync(
        ListingSql.Park,
        job,
        cancellationToken,
        new NpgsqlParameter("wait", wait),
        new NpgsqlParameter("reason", StorableText.Clean(reason, StorableText.LongestTitle) ?? ""),
        new NpgsqlParameter("errors", isError ? 1 : 0));

    public Task<bool> GiveUpAsync(ImportJob job, string reason, CancellationToken cancellationToken) => RunAsync(
        ListingSql.GiveUp, job, cancellationToken, new NpgsqlParameter("reason", StorableText.Clean(reason, StorableText.LongestTitle) ?? "The listing failed."));

    public Task<bool> RestartAsync(ImportJob job, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => RunAsync(
        ListingSql.Restart, job, cancellationToken, new NpgsqlParameter("from", from.ToUniversalTime()), new NpgsqlParameter("to", to.ToUniversalTime()));

    private async Task<bool> RunAsync(string sql, ImportJob job, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        command.Parameters.AddWithValue("job", job.Id);
        command.Parameters.AddWithValue("epoch", job.LeaseEpoch);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
