using System.Diagnostics;
using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Examples;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>The examples of docs/graphql, run as they stand there: each in a workspace of its own, from a credential to its deletion.</summary>
public sealed class ExamplesTests(ExamplesTests.Server server) : IClassFixture<ExamplesTests.Server>
{
    private const string GongKey = $"{SandboxDriver.AccessKey}:{SandboxDriver.AccessKeySecret}";

    private static readonly string Folder = Path.Combine(AppProcess.RepositoryRoot(), "docs/graphql/examples");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_for_curl_goes_all_the_way() => AssertWhole(await RunAsync(
        "sh",
        [Path.Combine(Folder, "journey.sh")],
        new() { ["CALLIMPORT_URL"] = server.Url, ["CALLIMPORT_TOKEN"] = await server.TokenAsync(Cancellation), ["GONG_KEY"] = GongKey }));

    [Fact]
    public async Task The_example_for_TypeScript_goes_all_the_way() =>
        AssertWhole(await NodeClient.RunAsync("example.mjs", [server.Url, await server.TokenAsync(Cancellation), GongKey], Cancellation));

    [Fact]
    public async Task The_example_for_CSharp_goes_all_the_way()
    {
        using var journey = new Journey(new Uri(server.Url), await server.TokenAsync(Cancellation));

        var (status, title) = await journey.RunAsync(GongKey, Cancellation);

        Assert.Equal("COMPLETED", status);
        Assert.NotEmpty(title ?? "");
    }

    [Fact]
    public async Task The_example_for_editors_goes_all_the_way()
    {
        using var client = new HttpClient();
        var file = new HttpFile(await File.ReadAllTextAsync(Path.Combine(Folder, "journey.http"), Cancellation), new Dictionary<string, string>
        {
            ["url"] = server.Url,
            ["token"] = await server.TokenAsync(Cancellation),
            ["gongKey"] = GongKey,
        });

        var answers = await file.SendAllAsync(client, Cancellation);

        Assert.Equal(["connect", "preview", "start", "follow", "job", "search", "read", "sync", "forget"], answers.Keys);
        Assert.All(answers.Values, answer => Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal));
        Assert.Contains("COMPLETED", answers["follow"], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"FULL\"", answers["job"], StringComparison.Ordinal);
        Assert.Contains("\"segments\":[{", answers["read"], StringComparison.Ordinal);
        Assert.Contains("\"success\":true", answers["forget"], StringComparison.Ordinal);
    }

    private static void AssertWhole(JsonElement end)
    {
        Assert.Equal("COMPLETED", end.GetProperty("status").GetString());
        Assert.NotEmpty(end.GetProperty("title").GetString() ?? "");
        Assert.True(end.GetProperty("deleted").GetBoolean());
    }

    private static async Task<JsonElement> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(Cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.True(process.ExitCode == 0, await errors);
            return JsonSerializer.Deserialize<JsonElement>(output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A running server with a source of a few calls.</summary>
    public sealed class Server(PostgresFixture postgres) : IAsyncLifetime
    {
        // Set before the first test by InitializeAsync.
        private SandboxDriver source = null!;
        private TestCluster cluster = null!;
        private AppProcess node = null!;
        private int workspaces;

        public string Url => node.Address.ToString().TrimEnd('/');

        public async ValueTask InitializeAsync()
        {
            source = await SandboxDriver.StartAsync(12, null, requestsPerSecond: 0, Cancellation);
            cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
            node = await cluster.StartNodeAsync(Cancellation);
        }

        /// <summary>Of an administrator of a new workspace, with the scopes that the examples name.</summary>
        public async Task<string> TokenAsync(CancellationToken cancellationToken)
        {
            var workspace = await cluster.CreateWorkspaceAsync($"Example {Interlocked.Increment(ref workspaces)}", cancellationToken);
            return await cluster.CreateTokenAsync(workspace.Id, WorkspaceRole.Admin, "read,import,credentials", cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync();
            await cluster.DisposeAsync();
            await source.DisposeAsync();
        }
    }
}
