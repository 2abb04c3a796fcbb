using CallImport.Infrastructure.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Infrastructure.Data;

/// <summary>Waits for the database, brings it up to date and runs the start steps; nodes that start together do so one after the other.</summary>
public sealed partial class DatabaseStart(
    NpgsqlDataSource dataSource,
    IDbContextFactory<CallImportDbContext> databases,
    IOptions<DatabaseOptions> options,
    IEnumerable<IStartStep> steps,
    TimeProvider time,
    ILogger<DatabaseStart> logger)
{
    /// <summary>idle_in_transaction_session_timeout</summary>
    private const string IdleInTransaction = "25P03";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long others wait at most for a node that froze, or was cut off, in its turn. Several times what keeps a living session alive takes.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <returns>true when the database takes connections</returns>
    /// <exception cref="StartRefusedException">It answers, but will never let us in like this.</exception>
    public async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            return true;
        }
        catch (PostgresException refusal) when (refusal.SqlState.StartsWith("28", StringComparison.Ordinal) || refusal.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new StartRefusedException($"ConnectionStrings:{DatabaseOptions.ConnectionName}: the database server refuses: {refusal.MessageText}.", refusal);
        }
        catch (NpgsqlException fault)
        {
            Log.NotUp(logger, fault.Message);
            return false;
        }
    }

    /// <summary>It is starting, stopping or cut off: nothing is wrong with what was asked of it.</summary>
    private static bool IsAway(Exception? fault) => fault switch
    {
        null => false,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        PostgresException { SqlState: PostgresErrorCodes.IdleSessionTimeout or IdleInTransaction } => true,
        NpgsqlException { IsTransient: true } => true,
        _ => IsAway(fault.InnerException),
    };

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!await IsUpAsync(cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <returns>names of the migrations that were applied</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var turn = await StartTurn.TakeAsync(dataSource, Patience, cancellationToken);
        return await MigrateAsync(turn, cancellationToken);
    }

    /// <returns>false when the database went away in the middle; all of it may be done again</returns>
    public async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (IsAway(fault))
        {
            Log.NotUp(logger, fault.GetBaseException().Message);
            await Task.Delay(Pause, time, cancellationToken);
            return false;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var turn = await StartTurn.TakeAsync(dataSource, Patience, cancellationToken);
        if (options.Value.MigrateOnStart)
        {
            await MigrateAsync(turn, cancellationToken);
        }
        else
        {
            await RefuseOldSchemaAsync(cancellationToken);
        }

        foreach (var step in steps)
        {
            await turn.EnsureAsync(cancellationToken);
            await step.RunAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> MigrateAsync(StartTurn turn, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var pending = (await database.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            Log.Migrating(logger, pending.Count);
            await using var own = turn.Open();
            own.Database.SetCommandTimeout(DatabasePatience.Long);
            await own.Database.MigrateAsync(cancellationToken);
        }

        return pending;
    }

    private async Task RefuseOldSchemaAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new StartRefusedException("The database schema is older than the application and Database:MigrateOnStart is false. Run the operator command migrate first.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
        public static partial void NotUp(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Applying {Count} migrations")]
        public static partial void Migrating(ILogger logger, int count);
    }
}
