using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>Starts the server of a cluster, or finds the one that runs. Its caller holds the cluster's start lock.</summary>
internal sealed class ClusterServer(Cluster cluster, TimeProvider time)
{
    private const int MaxConnections = 200;
    private const int StartAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the server listens, once it is running.</summary>
    public int Port { get; private set; }

    /// <returns>false when the server was running already</returns>
    public async Task<bool> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (Postmaster.Read(cluster.DataDirectory) is { } running)
        {
            if (running is { IsReady: true, Port: { } used })
            {
                Port = used;
                return false;
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new EmbeddedPostgresException($"The PostgreSQL process {running.ProcessId} on {cluster.DataDirectory} neither gets ready nor ends; stop it and start again.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        await StartAsync(cancellationToken);
        return true;
    }

    /// <returns>the connection string of the database, which is made unless it is there</returns>
    public async Task<string> EnsureDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = Port,
            Username = Cluster.User,
            Password = await File.ReadAllTextAsync(cluster.PasswordFile, cancellationToken),
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{database}\"", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        address.Database = database;
        address.Pooling = true;
        return address.ConnectionString;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Port = File.Exists(cluster.PortFile) ? int.Parse(await File.ReadAllTextAsync(cluster.PortFile, cancellationToken), CultureInfo.InvariantCulture) : FreePort();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await cluster.RunAsync("pg_ctl", StartArguments(), cancellationToken);
                break;
            }
            catch (EmbeddedPostgresException) when (attempt < StartAttempts)
            {
                // The port was taken meanwhile, or the sessions of a killed server are still ending.
                await Task.Delay(Pause * 5, time, cancellationToken);
                Port = FreePort();
            }
        }

        await File.WriteAllTextAsync(cluster.PortFile, Port.ToString(CultureInfo.InvariantCulture), cancellationToken);
    }

    /// <summary>pg_ctl gives the server a session of its own, so that Ctrl-C reaches the application only.</summary>
    private string[] StartArguments()
    {
        string[] settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", $"max_connections={MaxConnections}",
            "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning",
        ];
        return
        [
            "start", "-D", cluster.NameOf("cluster"), "-w", "-t", "60", "-s",
            "-l", cluster.NameOf("server.log"), "-o", string.Join(' ', settings.Select(setting => $"-c {setting}")),
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
