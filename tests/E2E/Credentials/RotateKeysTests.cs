using System.Text.Json;
using System.Xml.Linq;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Credentials;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.Credentials;

/// <summary>A new certificate and a new key while a node imports; then neither the old certificate nor the old key is needed.</summary>
public sealed class RotateKeysTests(PostgresFixture postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-rotate-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_rotated_while_a_node_imports_and_the_old_ones_can_go()
    {
        await using var source = await SandboxDriver.StartAsync(30, 20_000, requestsPerSecond: 0, Token);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Token);
        var (old, current) = (cluster.Configuration["KeyRing:CertificatePath"], DevelopmentCertificate.Ensure(folder, TimeProvider.System));
        var credential = await cluster.ConnectAsync(Token);
        cluster.Configuration["KeyRing:CertificatePath"] = current;
        cluster.Configuration["KeyRing:PreviousCertificates:0:Path"] = old;
        await using (var node = await cluster.StartNodeAsync(Token))
        {
            await source.SetAsync("latency", new { apiMs = 500, mediaMs = 4000 }, Token);
            var job = await cluster.StartImportAsync(credential, Token);
            var answer = await AdminAsync(cluster, "rotate-keys");
            Assert.Equal((1, 0), (answer.GetProperty("credentials").GetInt32(), answer.GetProperty("webhooks").GetInt32()));
            await source.SetAsync("latency", new { apiMs = 0, mediaMs = 0 }, Token);
            var done = await cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromSeconds(60), Token);
            Assert.Equal((ImportJobStatus.Completed, 30, 0), (done.Status, done.ProcessedCalls, done.ErrorCount));
            Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM import_credentials WHERE status = 'valid'", Token));

            // Only the new key is left, and nobody has the old certificate any more.
            await DeleteKeysBeforeAsync(cluster, answer.GetProperty("key").GetGuid());
        }

        cluster.Configuration.Remove("KeyRing:PreviousCertificates:0:Path");
        await source.SetAsync("gong/calls/add", new { count = 2, minutesAgo = 5 }, Token);
        await using var later = await cluster.StartNodeAsync(Token);
        var second = await cluster.StartImportAsync(credential, Token);
        Assert.Equal(2, (await cluster.WaitUntilDoneAsync(second.Id, TimeSpan.FromSeconds(60), Token)).ProcessedCalls);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<JsonElement> AdminAsync(TestCluster cluster, string verb)
    {
        var (code, output, errors) = await AppProcess.RunAdminAsync(cluster.Configuration, [verb], null, Token);
        Assert.True(code == 0, $"{verb} ended with {code}: {output}\n{errors}");
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static async Task DeleteKeysBeforeAsync(TestCluster cluster, Guid newest)
    {
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = database.CreateCommand("DELETE FROM data_protection_keys WHERE position(@key IN xml) = 0 RETURNING xml");
        command.Parameters.AddWithValue("key", $"{newest}");
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal("key", XElement.Parse(reader.GetString(0)).Name.LocalName);
    }
}
