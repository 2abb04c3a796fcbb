using CallImport.Infrastructure.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallImport.Bench.Running;

/// <summary>A PostgreSQL of its own with the settings it comes with (fsync on), and with statements counted.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres server;
    private readonly string folder;

    private BenchDatabase(EmbeddedPostgres server, string folder)
    {
        (this.server, this.folder) = (server, folder);
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { ApplicationName = "bench", MaxPoolSize = 4 });
    }

    public string ConnectionString => server.ConnectionString;

    /// <summary>For the bench's own questions.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Of the postmaster.</summary>
    public int ProcessId { get; private init; }

    public static async Task<BenchDatabase> StartAsync(string folder, CancellationToken cancellationToken)
    {
        await using (var fresh = await EmbeddedPostgres.StartAsync(folder, TimeProvider.System, NullLogger.Instance, cancellationToken))
        {
            await using var setting = NpgsqlDataSource.Create(fresh.ConnectionString);
            await RunAsync(setting, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'", cancellationToken);
        }

        var server = await EmbeddedPostgres.StartAsync(folder, TimeProvider.System, NullLogger.Instance, cancellationToken);
        var processId = Postmaster.Read(Path.Combine(folder, "cluster"))?.ProcessId ?? throw new InvalidOperationException("PostgreSQL does not run.");
        var database = new BenchDatabase(server, folder) { ProcessId = processId };
        await database.RunAsync("CREATE EXTENSION pg_stat_statements", cancellationToken);
        return database;
    }

    /// <summary>So many calls of an earlier import, done long ago.</summary>
    public async Task FillAsync(int calls, (Domain.Workspaces.Actor Owner, Guid CredentialId) tenant, CancellationToken cancellationToken)
    {
        if (calls == 0)
        {
            return;
        }

        await RunAsync(
            $"""
            WITH job AS (
                INSERT INTO import_jobs (id, workspace_id, credential_id, platform, job_type, status, total_calls, found_calls, processed_calls, listing_sealed_at, started_at, completed_at)
                VALUES (gen_random_uuid(), '{tenant.Owner.WorkspaceId}', '{tenant.CredentialId}', 'gong', 'historical', 'completed', {calls}, {calls}, {calls}, now(), now(), now())
                RETURNING id),
            added AS (
                INSERT INTO engagements (id, workspace_id, source_platform, source_call_id, title, started_at, participants)
                SELECT gen_random_uuid(), '{tenant.Owner.WorkspaceId}', 'gong', 'old-' || number, 'Old call', now() - number * interval '1 minute', '[]'
                FROM generate_series(1, {calls}) AS number
                RETURNING id, source_call_id, started_at)
            INSERT INTO imported_calls (id, import_job_id, workspace_id, credential_id, source_platform, source_call_id, started_at, source_metadata, status, engagement_id, completed_at)
            SELECT gen_random_uuid(), job.id, '{tenant.Owner.WorkspaceId}', '{tenant.CredentialId}', 'gong', source_call_id, started_at, '{"{}"}', 'completed', added.id, now()
            FROM added, job
            """,
            cancellationToken);
        await RunAsync("VACUUM ANALYZE", cancellationToken);
    }

    public Task RunAsync(string sql, CancellationToken cancellationToken) => RunAsync(Source, sql, cancellationToken);

    public async Task<T> AskAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand($"/* bench: */ {sql}");
        return (T)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"No answer to: {sql}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"/* bench: */ {sql}");
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
