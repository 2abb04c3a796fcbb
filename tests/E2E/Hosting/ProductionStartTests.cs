using System.Net;
using System.Text.Json;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.Hosting;

public sealed class ProductionStartTests(PostgresFixture postgres) : IDisposable
{
    private readonly ProductionSettings settings = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_configuration_it_names_every_missing_key_at_once_and_ends()
    {
        await using var app = AppProcess.Launch(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Imports:LeaseSeconds"] = "soon",
            ["App:Role"] = "Everything",
        });

        await app.WaitForExitAsync(Cancelled);

        Assert.Equal(1, app.ExitCode);
        foreach (var key in (string[])["ConnectionStrings:CallImport", "KeyRing:CertificatePath", "Storage:FileSystem:Root", "App:PublicUrl", "Imports:LeaseSeconds", "App:Role"])
        {
            Assert.Contains($"{key}: ", app.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_stops_the_start_and_makes_no_second_key_ring()
    {
        var database = await postgres.CreateDatabaseAsync(Cancelled);
        await using (var first = await AppProcess.StartAsync(settings.With(database), Cancelled))
        {
            await first.TerminateAsync(Cancelled);
        }

        await using var wrong = AppProcess.Launch(settings.With(database, ("KeyRing:CertificatePath", settings.Certificate("second"))));
        await wrong.WaitForExitAsync(Cancelled);

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("KeyRing:CertificatePath", wrong.Output, StringComparison.Ordinal);
        Assert.Equal(1L, await CountKeysAsync(database));

        await using var rotated = await AppProcess.StartAsync(
            settings.With(
                database,
                ("KeyRing:CertificatePath", settings.Certificate("second")),
                ("KeyRing:PreviousCertificates:0:Path", settings.Certificate("first"))),
            Cancelled);
        Assert.False(rotated.HasExited);
    }

    [Fact]
    public async Task Two_nodes_that_start_together_on_an_empty_database_migrate_once_and_make_one_key()
    {
        var database = await postgres.CreateDatabaseAsync(Cancelled);

        var nodes = await Task.WhenAll(AppProcess.StartAsync(settings.With(database), Cancelled), AppProcess.StartAsync(settings.With(database), Cancelled));
        await using var first = nodes[0];
        await using var second = nodes[1];

        Assert.Equal(1L, await CountKeysAsync(database));
    }

    [Fact]
    public async Task It_waits_for_a_database_that_is_not_up_yet_and_says_so()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(Cancelled));
        await using var forwarder = new TcpForwarder(database.Port);
        database.Port = forwarder.Port;
        await using var app = AppProcess.Launch(settings.With(database.ConnectionString));
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, new Uri(app.Address, "/health/live")));
        using var ready = await client.GetAsync(new Uri(app.Address, "/health/ready"), Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var body = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(Cancelled));
        Assert.NotEqual("ok", body.RootElement.GetProperty("database").GetString());

        forwarder.Open();
        await app.WaitUntilReadyAsync(Cancelled);
    }

    [Fact]
    public async Task Asked_to_stop_it_is_not_ready_at_once_and_exits_with_0_in_time()
    {
        await using var app = await AppProcess.StartAsync(settings.With(await postgres.CreateDatabaseAsync(Cancelled)), Cancelled);
        using var client = new HttpClient();

        var stopping = app.TerminateAsync(Cancelled);
        var statuses = new List<HttpStatusCode>();
        try
        {
            while (!stopping.IsCompleted && !statuses.Contains(HttpStatusCode.ServiceUnavailable))
            {
                using var answer = await client.GetAsync(new Uri(app.Address, "/health/ready"), Cancelled);
                statuses.Add(answer.StatusCode);
            }
        }
        catch (HttpRequestException)
        {
            // The doors are closed; what it said before counts.
        }

        Assert.True(await stopping < TimeSpan.FromSeconds(30));
        Assert.Equal(0, app.ExitCode);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, statuses);
    }

    public void Dispose() => settings.Dispose();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Uri address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync(address, Cancelled);
                return answer.StatusCode;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
            }
        }
    }

    private static async Task<long> CountKeysAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM data_protection_keys WHERE xml LIKE '%encryptedSecret%X509Certificate%'", connection);
        return (long)(await command.ExecuteScalarAsync(Cancelled) ?? 0L);
    }
}
