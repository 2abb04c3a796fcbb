using CallImport.Infrastructure.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <summary>
/// Ends sessions of this product whose process froze, or was cut off, in the middle of a message: the server waits for the rest, and holds the locks of what it
/// has done so far. The server's own timeouts do not count there. Whoever is cut off finds its leases gone anyway.
/// </summary>
internal sealed partial class SilentSessions(NpgsqlDataSource database, ILogger<SilentSessions> logger)
{
    private const string End =
        """
        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE application_name = @name AND usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
            AND state = 'active' AND wait_event = 'ClientRead' AND state_change < now() - @patience
        """;

    /// <summary>Longer than any message of a living process takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(End);
        command.Parameters.AddWithValue("name", DatabasePatience.ApplicationName);
        command.Parameters.AddWithValue("patience", Patience);
        var ended = (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
        if (ended > 0)
        {
            Log.Ended(logger, ended);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} database sessions of a process that fell silent in the middle of a message were ended")]
        public static partial void Ended(ILogger logger, long count);
    }
}
