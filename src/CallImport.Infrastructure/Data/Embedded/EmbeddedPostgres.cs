using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>
/// A private PostgreSQL cluster below one folder, for development and tests. It listens on 127.0.0.1 only, never runs as
/// root, is shared by all processes that start it on the same folder and stops when the last of them has gone, also when
/// that one was killed.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "callimport";

    private readonly Cluster cluster;
    private readonly ClusterUse use;
    private readonly ILogger logger;

    private EmbeddedPostgres(Cluster cluster, ClusterUse use, string connectionString, ILogger logger)
    {
        this.cluster = cluster;
        this.use = use;
        this.logger = logger;
        ConnectionString = connectionString;
    }

    /// <summary>Leads to the database of the application, as its owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the cluster in <paramref name="directory"/>, or joins the server that already runs on it.</summary>
    /// <exception cref="EmbeddedPostgresException">No binaries, or the server could not be started; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string directory, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var cluster = Cluster.In(Path.GetFullPath(directory));
        cluster.CreateHome();
        var use = await ClusterUse.JoinAsync(cluster.Home, time, cancellationToken);
        try
        {
            using var starting = await ClusterUse.BeginStartAsync(cluster.Home, time, cancellationToken);
            await cluster.InitialiseAsync(cancellationToken);
            var server = new ClusterServer(cluster, time);
            var started = await server.EnsureRunningAsync(cancellationToken);
            var connectionString = await server.EnsureDatabaseAsync(Database, cancellationToken);
            await ClusterReaper.StartAsync(cluster, cancellationToken);
            Log.Running(logger, started ? "started" : "joined", server.Port);
            return new EmbeddedPostgres(cluster, use, connectionString, logger);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Gives the server up; the last one to do so stops it and waits until it has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (await use.LeaveAsync(() => cluster.StopAsync(CancellationToken.None)))
        {
            Log.Stopped(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Embedded PostgreSQL {How} on port {Port}")]
        public static partial void Running(ILogger logger, string how, int port);

        [LoggerMessage(Level = LogLevel.Information, Message = "Embedded PostgreSQL stopped")]
        public static partial void Stopped(ILogger logger);
    }
}
