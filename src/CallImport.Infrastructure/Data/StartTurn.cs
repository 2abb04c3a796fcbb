using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallImport.Infrastructure.Data;

/// <summary>
/// One node's turn to bring the database up to date: a lock of a session that is its own, and everything that must not be done twice is done in that very
/// session. A node that is frozen or cut off says nothing any more, not even what Npgsql says every <c>Keepalive</c> seconds on a connection that nobody uses;
/// then the server ends its session, a transaction that was open is rolled back, the lock is free, and what the node sends when it wakes reaches nobody. While a
/// statement runs on the server its session is not idle, however long that takes.
/// </summary>
internal sealed class StartTurn : IAsyncDisposable
{
    private const long StartLock = 0x43414C4C53544152;

    private readonly NpgsqlConnection connection;

    private StartTurn(NpgsqlConnection connection) => this.connection = connection;

    /// <param name="patience">How long a session may be silent.</param>
    public static async Task<StartTurn> TakeAsync(NpgsqlDataSource database, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Not of the pool: with the connection the session ends, and with it the lock, and its settings meet nobody else.
        await using var pooled = database.CreateConnection();
        var connection = await pooled.CloneWithAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString, cancellationToken);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var silence = string.Create(CultureInfo.InvariantCulture, $"{patience.TotalMilliseconds:F0}ms");
            await using var command = new NpgsqlCommand(
                "SELECT set_config('idle_session_timeout', $1, false), set_config('idle_in_transaction_session_timeout', $1, false), pg_advisory_lock($2)", connection)
            {
                Parameters = { new() { Value = silence }, new() { Value = StartLock } },
                CommandTimeout = 0,
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new StartTurn(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For what has to end with the turn.</summary>
    public CallImportDbContext Open()
    {
        var options = new DbContextOptionsBuilder<CallImportDbContext>();
        DatabaseServices.Configure(options);
        return new CallImportDbContext(options.UseNpgsql(connection).Options);
    }

    /// <exception cref="NpgsqlException">The turn is over.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
