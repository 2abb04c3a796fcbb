using CallImport.Infrastructure.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallImport.Bench.Chaos;

/// <summary>A PostgreSQL that can be stopped in two ways, and comes back at the same address.</summary>
internal sealed class ChaosDatabase(string folder) : IAsyncDisposable
{
    private readonly List<EmbeddedPostgres> uses = [];

    public string ConnectionString => uses[0].ConnectionString;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        uses.Add(await EmbeddedPostgres.StartAsync(folder, TimeProvider.System, NullLogger.Instance, cancellationToken));
        if (uses[^1].ConnectionString != ConnectionString)
        {
            throw new InvalidOperationException("PostgreSQL came back at another port; this run proves nothing.");
        }
    }

    /// <param name="signal">INT ends sessions in an orderly way, QUIT at once.</param>
    public async Task StopAsync(string signal, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder, "cluster");
        if (Postmaster.Read(data) is not { } running)
        {
            return;
        }

        await Signals.SendAsync(running.ProcessId, signal);
        while (Postmaster.Read(data) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    public async Task CutSessionsAsync(CancellationToken cancellationToken) => await AskAsync<long>(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", cancellationToken);

    public async Task<T> AskAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"No answer to: {sql}"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var use in uses)
        {
            await use.DisposeAsync();
        }

        uses.Clear();
    }
}
