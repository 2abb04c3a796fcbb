using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Every operation, by every scope, on things of one's own workspace, of another's and of nobody's.</summary>
public sealed class ScopeMatrixTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, ApiScopes> Scopes = new()
    {
        ["read"] = ApiScopes.Read,
        ["import"] = ApiScopes.Import,
        ["credentials"] = ApiScopes.Credentials,
        ["admin"] = ApiScopes.Admin,
    };

    /// <summary>Operation, which of the known ids it takes, and the scopes of which one is needed.</summary>
    private static readonly (string Query, string Id, ApiScopes Needs)[] Operations =
    [
        ("query($id: ID) { importPlatforms { platform } }", "", ApiScopes.All),
        ("query($id: ID) { importCredentials { id } }", "", ApiScopes.Read),
        ("query($id: ID) { importJobs { id } }", "", ApiScopes.Read),
        ("query($id: ID) { importSyncConfigs { id } }", "", ApiScopes.Read),
        ("query($id: ID) { engagements { nodes { id transcript { source } } } }", "", ApiScopes.Read),
        ("query($id: ID) { apiTokens { id } }", "", ApiScopes.Read),
        ("query($id: ID) { auditEvents { nodes { id } } }", "", ApiScopes.Admin),
        ("query($id: ID!) { importJob(id: $id) { id status } }", "job", ApiScopes.Read),
        ("query($id: ID!) { importedCalls(jobId: $id) { nodes { id } totalCount } }", "job", ApiScopes.Read),
        ("query($id: ID!) { importedCall(id: $id) { id } }", "call", ApiScopes.Read),
        ("query($id: ID!) { engagement(id: $id) { id transcript { source } } }", "engagement", ApiScopes.Read),
        ("query($id: ID!) { importPreview(credentialId: $id) { callCount } }", "credential", ApiScopes.Import),
        ("mutation($id: ID!) { verifyImportCredential(credentialId: $id) { isValid } }", "credential", ApiScopes.Import | ApiScopes.Credentials),
        ("mutation($id: ID!) { configureImportSync(credentialId: $id, enabled: false) { enabled } }", "credential", ApiScopes.Import | ApiScopes.Credentials),
        ("mutation($id: ID!) { configureImportWebhook(credentialId: $id) { url } }", "credential", ApiScopes.Credentials),
        ("mutation($id: ID!) { startImportJob(credentialId: $id, jobType: HISTORICAL) { job { id } } }", "credential", ApiScopes.Import),
        ("mutation($id: ID!) { pauseImportJob(jobId: $id) { job { id } } }", "job", ApiScopes.Import),
        ("mutation($id: ID!) { resumeImportJob(jobId: $id) { job { id } } }", "job", ApiScopes.Import),
        ("mutation($id: ID!) { cancelImportJob(jobId: $id) { job { id } } }", "job", ApiScopes.Import),
        ("mutation($id: ID!) { retryFailedCalls(jobId: $id) { retriedCalls } }", "job", ApiScopes.Import),
        ("mutation($id: ID!) { retryImportedCall(id: $id) { call { id } } }", "call", ApiScopes.Import),
        ("mutation($id: ID!) { revokeApiToken(id: $id) { success } }", "token", ApiScopes.Admin),
        ("mutation($id: ID!) { deleteImportCredential(credentialId: $id) { success } }", "credential", ApiScopes.Credentials),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_operation_takes_its_scope_and_only_its_own_workspace()
    {
        await using var source = await SandboxDriver.StartAsync(1, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        cluster.Configuration["GraphQL:MaxOutboundPerMinute"] = "1000";
        var credential = await cluster.ConnectAsync(Cancellation);
        var job = await cluster.StartImportAsync(credential, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        await cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromMinutes(1), Cancellation);
        var ids = await IdsAsync(cluster, credential.Id, job.Id);
        var other = await cluster.CreateWorkspaceAsync("Other", Cancellation);
        using var foreigner = new ApiClient(
            node.Address, await cluster.CreateTokenAsync(other.Id, WorkspaceRole.Owner, "read,import,credentials,admin", Cancellation));

        foreach (var (query, id, _) in Operations.Where(operation => operation.Id.Length > 0))
        {
            var unknown = Guid.CreateVersion7();
            var foreign = (await foreigner.TextAsync(query, new { id = ids[id] }, Cancellation)).Replace($"{ids[id]}", "ID", StringComparison.Ordinal);
            Assert.Equal((await foreigner.TextAsync(query, new { id = unknown }, Cancellation)).Replace($"{unknown}", "ID", StringComparison.Ordinal), foreign);
            Assert.Equal(await foreigner.TextAsync(query, new { id = "what is no id" }, Cancellation), foreign);
            Assert.True(foreign.Contains("NOT_FOUND", StringComparison.Ordinal) || foreign.Contains(":null}}", StringComparison.Ordinal), $"{query}: {foreign}");
        }

        foreach (var (name, scope) in Scopes)
        {
            using var bearer = new ApiClient(node.Address, await cluster.CreateTokenAsync(WorkspaceRole.Owner, name, Cancellation));
            foreach (var (query, _, needs) in Operations)
            {
                // An id that nobody has keeps the things of the test as they are; that the scope suffices shows by another answer than FORBIDDEN.
                var code = await bearer.CodeAsync(query, new { id = Guid.CreateVersion7() }, Cancellation);
                Assert.True(code == "FORBIDDEN" == !needs.HasFlag(scope), $"{name}, {query}: {code}");
            }
        }
    }

    private static async Task<Dictionary<string, Guid>> IdsAsync(TestCluster cluster, Guid credential, Guid job)
    {
        await using var database = await cluster.Verb<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(Cancellation);
        var call = await database.ImportedCalls.SingleAsync(Cancellation);
        await cluster.CreateTokenAsync(WorkspaceRole.Viewer, "read", Cancellation);
        var token = await database.ApiTokens.FirstAsync(row => row.WorkspaceId == cluster.Actor.WorkspaceId, Cancellation);
        return new Dictionary<string, Guid>
        {
            ["credential"] = credential,
            ["job"] = job,
            ["call"] = call.Id,
            ["token"] = token.Id,
            ["engagement"] = call.EngagementId ?? throw new InvalidOperationException("The call has not come over."),
        };
    }
}
