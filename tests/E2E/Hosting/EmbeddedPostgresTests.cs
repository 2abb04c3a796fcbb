using System.Diagnostics;
using System.Globalization;
using CallImport.Infrastructure.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallImport.Tests.E2E.Hosting;

public sealed class EmbeddedPostgresTests : IDisposable
{
    /// <summary>As a clone made by <c>mktemp -d</c>: nobody but its owner may walk through it.</summary>
    private readonly string parent = Directory.CreateTempSubdirectory("callimport-embedded-").FullName;

    private string Home => Path.Combine(parent, ".data", "postgres");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_start_finds_the_data_and_the_port_of_the_first()
    {
        string first;
        await using (var server = await StartAsync())
        {
            first = server.ConnectionString;
            await ExecuteAsync(server, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (7)");
        }

        await using var again = await StartAsync();

        Assert.Equal(first, again.ConnectionString);
        Assert.Equal(7, await ExecuteAsync(again, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task It_is_in_utc_durable_and_wants_a_password()
    {
        await using var server = await StartAsync();

        Assert.Equal("UTC", await ExecuteAsync(server, "SELECT current_setting('timezone')"));
        Assert.Equal("on", await ExecuteAsync(server, "SELECT current_setting('fsync')"));
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancelled));
    }

    [Fact]
    public async Task A_second_user_joins_the_server_and_does_not_stop_it_while_it_is_in_use()
    {
        await using var first = await StartAsync();
        var second = await StartAsync();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        await second.DisposeAsync();

        Assert.Equal(1, await ExecuteAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task The_last_user_stops_the_server()
    {
        var server = await StartAsync();
        Assert.NotNull(Postmaster.Read(Path.Combine(Home, "cluster")));

        await server.DisposeAsync();

        Assert.Null(Postmaster.Read(Path.Combine(Home, "cluster")));
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await Assert.ThrowsAsync<NpgsqlException>(() => connection.OpenAsync(Cancelled));
    }

    [Fact]
    public async Task A_server_that_was_killed_with_its_files_left_behind_starts_again()
    {
        await using var lost = await StartAsync();
        await ExecuteAsync(lost, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (7)");
        using (var process = Process.GetProcessById(ServerProcessId()))
        {
            process.Kill();
        }

        await using var again = await StartAsync();

        Assert.Equal(7, await ExecuteAsync(again, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(Home, "cluster.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15\n", Cancelled);

        await using var server = await StartAsync();

        Assert.Equal(1, await ExecuteAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task Starts_at_the_same_time_share_one_server()
    {
        var servers = await Task.WhenAll(StartAsync(), StartAsync(), StartAsync());

        Assert.Single(servers.Select(server => server.ConnectionString).Distinct());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Home, TimeProvider.System, NullLogger.Instance, Cancelled);

    private int ServerProcessId() =>
        int.Parse(File.ReadLines(Path.Combine(Home, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static async Task<object?> ExecuteAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
