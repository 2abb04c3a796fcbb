using System.Net.Http.Headers;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>The real clients, from the adapter to the socket, on two nodes; the sandbox counts what reaches it.</summary>
public sealed class GuardedClientTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly CallQuery Everything =
        new(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly List<PlatformNode> nodes = [];
    private SandboxDriver? sandbox;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SandboxDriver Sandbox => sandbox ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxDriver.StartAsync(calls: 5, recordingBytes: 21_600, requestsPerSecond: 3, Cancelled);
        var database = await postgres.CreateMigratedDatabaseAsync(Cancelled);
        var protection = new EphemeralDataProtectionProvider();
        nodes.Add(await PlatformNode.StartAsync(database, null, sandbox.GongBaseUrl, protection, Cancelled));
        nodes.Add(await PlatformNode.StartAsync(database, nodes[0].WorkspaceId, sandbox.GongBaseUrl, protection, Cancelled));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }

    [Fact]
    public async Task The_vendor_hardly_ever_has_to_say_slow_down()
    {
        // The first request of a process takes its time on the way; what follows shows the rate. What leaves in time can still arrive in a bunch when the
        // machine is busy, hence one; without a limit it would be seventeen.
        var connection = await ConnectAsync();
        await UntilAnsweredAsync(nodes[0], connection);
        await UntilAnsweredAsync(nodes[1], connection);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => UntilAnsweredAsync(nodes[index % 2], connection)));

        var stats = await Sandbox.StatsAsync(Cancelled);
        var refused = stats.GetProperty("requests").EnumerateArray()
            .Where(entry => entry.GetProperty("status").GetInt32() == StatusCodes.Status429TooManyRequests).Sum(entry => entry.GetProperty("count").GetInt32());
        Assert.InRange(refused, 0, 1);
    }

    [Fact]
    public async Task Nothing_is_sent_while_the_vendor_asks_to_wait_by_any_node()
    {
        var connection = await ConnectAsync();
        await Sandbox.SetAsync("faults", new[] { new { kind = "429", first = 1, retryAfter = 3 } }, Cancelled);

        var first = await Assert.ThrowsAsync<PlatformException>(() => CountAsync(nodes[0], connection));
        Assert.Equal((FailureClass.RateLimited, TimeSpan.FromSeconds(3)), (first.FailureClass, first.RetryAfter));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => UntilAnsweredAsync(nodes[index % 2], connection)));

        var credential = (await Sandbox.StatsAsync(Cancelled)).GetProperty("credentials").EnumerateArray().Single();
        Assert.Equal(0, credential.GetProperty("insideRetryAfter").GetInt32());
        Assert.Equal(9, credential.GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task A_recording_is_fetched_without_a_credential_even_if_one_is_put_on()
    {
        var connection = await ConnectAsync();
        var adapter = nodes[0].Get<PlatformCatalog>().Adapter("gong");
        Assert.NotNull(adapter);
        var page = await adapter.ListCallsAsync(connection, Everything, null, Cancelled);
        var answers = await adapter.LocateRecordingsAsync(
            connection, [.. page.Calls.Select(call => new SourceCallReference(call.SourceCallId, null, null))], Cancelled);
        var located = answers.Values.OfType<RecordingAt>().First();

        using var client = nodes[0].Get<IHttpClientFactory>().CreateClient(PlatformHttpClients.Media);
        using var request = new HttpRequestMessage(HttpMethod.Get, located.Url) { Headers = { Authorization = new AuthenticationHeaderValue("Basic", "a2V5OnNlY3JldA==") } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

        Assert.True(response.IsSuccessStatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(0, (await Sandbox.StatsAsync(Cancelled)).GetProperty("media").GetProperty("withCredential").GetInt32());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_transient_and_said_so_soon()
    {
        var connection = await ConnectAsync() with { BaseUrl = new Uri("http://127.0.0.1:9") };

        var error = await Assert.ThrowsAsync<PlatformException>(() => CountAsync(nodes[0], connection));

        Assert.Equal((FailureClass.Transient, PlatformFault.Unreachable), (error.FailureClass, error.Fault));
    }

    [Theory]
    [InlineData("http://169.254.169.254")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://[::ffff:192.168.0.1]")]
    public async Task A_forbidden_address_is_refused_before_a_connection_is_made(string baseUrl)
    {
        var connection = await ConnectAsync() with { BaseUrl = new Uri(baseUrl) };

        var error = await Assert.ThrowsAsync<PlatformException>(() => CountAsync(nodes[0], connection));

        Assert.Equal(FailureClass.Permanent, error.FailureClass);
    }

    private static async Task UntilAnsweredAsync(PlatformNode node, PlatformConnection connection)
    {
        while (true)
        {
            try
            {
                await CountAsync(node, connection);
                return;
            }
            catch (PlatformException refused) when (refused.FailureClass == FailureClass.RateLimited)
            {
                await Task.Delay(refused.RetryAfter ?? TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
            }
        }
    }

    private static Task<CallCount> CountAsync(PlatformNode node, PlatformConnection connection) =>
        (node.Get<PlatformCatalog>().Adapter("gong") ?? throw new InvalidOperationException("Gong has an adapter.")).CountCallsAsync(connection, Everything, Cancelled);

    private async Task<PlatformConnection> ConnectAsync()
    {
        var saved = await nodes[0].SaveConnectionAsync(Cancelled);
        var secret = new Dictionary<string, string> { ["accessKey"] = SandboxDriver.AccessKey, ["accessKeySecret"] = SandboxDriver.AccessKeySecret };
        return (await nodes[0].Get<CredentialVault>().OpenAsync(saved.CredentialId ?? default, Cancelled)) with { Secret = new CredentialSecret(CredentialType.ApiKey, secret) };
    }
}
