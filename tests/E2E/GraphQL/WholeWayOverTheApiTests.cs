using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>A program that knows the specification's schema and a token, and nothing else.</summary>
public sealed class WholeWayOverTheApiTests(PostgresFixture postgres)
{
    private const int Calls = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_connects_previews_imports_reads_syncs_and_forgets()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        using var api = new ApiClient(node.Address, await cluster.CreateTokenAsync(WorkspaceRole.Admin, "read,import,credentials", Cancellation));

        var platforms = await api.AskAsync("{ importPlatforms { platform status } }", null, Cancellation);
        Assert.Contains(platforms.GetProperty("importPlatforms").EnumerateArray(), platform => platform.GetProperty("platform").GetString() == "GONG");

        var credential = await ConnectAsync(api);
        var preview = (await api.AskAsync(
            "query($c: ID!) { importPreview(credentialId: $c) { callCount estimatedDurationMinutes pricing { billableCalls costPerCallCents totalCostCents } } }",
            new { c = credential },
            Cancellation)).GetProperty("importPreview");
        var pricing = preview.GetProperty("pricing");
        Assert.Equal(Calls, preview.GetProperty("callCount").GetInt32());
        Assert.Equal(Calls * pricing.GetProperty("costPerCallCents").GetInt32(), pricing.GetProperty("totalCostCents").GetInt32());

        var job = (await api.AskAsync(
            "mutation($c: ID!) { startImportJob(credentialId: $c, jobType: HISTORICAL) { job { id status } } }", new { c = credential }, Cancellation))
            .GetProperty("startImportJob").GetProperty("job").GetProperty("id").GetString();
        var done = await WaitAsync(api, job);
        Assert.Equal((Calls, Calls, 0), (Number(done, "totalCalls"), Number(done, "processedCalls"), Number(done, "failedCalls")));

        await ReadsEverythingAsync(api, job);
        await SyncsAndForgetsAsync(api, credential);
    }

    private static async Task<string?> ConnectAsync(ApiClient api)
    {
        var created = (await api.AskAsync(
            "mutation($k: String!) { createImportCredential(platform: GONG, apiKey: $k) { credential { id platform credentialType isValid createdAt } } }",
            new { k = $"{SandboxDriver.AccessKey}:{SandboxDriver.AccessKeySecret}" },
            Cancellation)).GetProperty("createImportCredential").GetProperty("credential");
        Assert.Equal("GONG", created.GetProperty("platform").GetString());
        Assert.Equal("API_KEY", created.GetProperty("credentialType").GetString());
        Assert.EndsWith("Z", created.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        return created.GetProperty("id").GetString();
    }

    private static async Task<JsonElement> WaitAsync(ApiClient api, string? job)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var state = (await api.AskAsync(
                "query($j: ID!) { importJob(id: $j) { status totalCalls processedCalls failedCalls completedAt lastError } }", new { j = job }, Cancellation))
                .GetProperty("importJob");
            if (state.GetProperty("status").GetString() == "COMPLETED")
            {
                return state;
            }

            if (TimeProvider.System.GetUtcNow() > deadline)
            {
                var waiting = await api.TextAsync(
                    "query($j: ID!) { importedCalls(jobId: $j, first: 3) { nodes { status lastErrorClass lastError retryCount } } }", new { j = job }, Cancellation);
                Assert.Fail($"{state.GetRawText()} {waiting}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }
    }

    private static async Task ReadsEverythingAsync(ApiClient api, string? job)
    {
        var seen = new HashSet<string?>();
        string? after = null;
        do
        {
            var page = (await api.AskAsync(
                "query($j: ID!, $a: String) { importedCalls(jobId: $j, status: \"completed\", first: 5, after: $a) "
                + "{ nodes { id engagementId } pageInfo { endCursor hasNextPage } totalCount } }",
                new { j = job, a = after },
                Cancellation)).GetProperty("importedCalls");
            Assert.Equal(Calls, page.GetProperty("totalCount").GetInt32());
            Assert.All(page.GetProperty("nodes").EnumerateArray(), call => Assert.True(seen.Add(call.GetProperty("engagementId").GetString())));
            var end = page.GetProperty("pageInfo");
            after = end.GetProperty("hasNextPage").GetBoolean() ? end.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(Calls, seen.Count);
        var engagement = (await api.AskAsync(
            "query($e: ID!) { engagement(id: $e) { title recordingUrl recordingSha256 participants { name } transcript { source segments { speaker text } } "
            + "insights { summary } } }",
            new { e = seen.First() },
            Cancellation)).GetProperty("engagement");
        Assert.NotEmpty(engagement.GetProperty("transcript").GetProperty("segments").EnumerateArray());
        Assert.Equal(64, engagement.GetProperty("recordingSha256").GetString()?.Length);
    }

    private static async Task SyncsAndForgetsAsync(ApiClient api, string? credential)
    {
        var sync = await api.AskAsync(
            "mutation($c: ID!) { configureImportSync(credentialId: $c, enabled: true, syncFrequencyMinutes: 30) { enabled syncFrequencyMinutes } }",
            new { c = credential },
            Cancellation);
        Assert.Equal(30, Number(sync.GetProperty("configureImportSync"), "syncFrequencyMinutes"));

        var deleted = await api.AskAsync("mutation($c: ID!) { deleteImportCredential(credentialId: $c) { success } }", new { c = credential }, Cancellation);
        Assert.True(deleted.GetProperty("deleteImportCredential").GetProperty("success").GetBoolean());
        Assert.Empty((await api.AskAsync("{ importCredentials { id } }", null, Cancellation)).GetProperty("importCredentials").EnumerateArray());
        Assert.Equal(Calls, Number((await api.AskAsync("{ engagements { totalCount } }", null, Cancellation)).GetProperty("engagements"), "totalCount"));
    }

    private static int Number(JsonElement value, string name) => value.GetProperty(name).GetInt32();
}
