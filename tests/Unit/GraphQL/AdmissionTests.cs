using CallImport.Domain.Workspaces;
using CallImport.Web.GraphQL.Execution;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>Who may ask for what, and what the refused are told.</summary>
public sealed class AdmissionTests : IDisposable
{
    private readonly ApiUnderTest api = new();

    [Theory]
    [InlineData("{ importJobs { id } }")]
    [InlineData("{ __schema { types { name } } }")]
    [InlineData("{ __typename ...F } fragment F on Query { __typename }")]
    [InlineData("mutation { cancelImportJob(jobId: \"x\") { job { id } } }")]
    public async Task Strangers_are_told_nothing(string query) =>
        Assert.Contains("\"code\":\"UNAUTHENTICATED\"", await api.AskAsync(query, ApiUnderTest.Nobody), StringComparison.Ordinal);

    [Fact]
    public async Task Strangers_may_ask_whether_anybody_is_there() =>
        Assert.Equal("{\"data\":{\"__typename\":\"Query\"}}", await api.AskAsync("{ __typename }", ApiUnderTest.Nobody));

    [Theory]
    [InlineData("{ importJobs { id } }", "import", "importJobs needs the scope read.")]
    [InlineData("{ a: engagement(id: \"x\") { id } }", "admin", "engagement needs the scope read.")]
    [InlineData("mutation { ...F } fragment F on Mutation { pauseImportJob(jobId: \"x\") { job { id } } }", "read", "pauseImportJob needs the scope import and the role member.")]
    [InlineData("mutation { verifyImportCredential(credentialId: \"x\") { isValid } }", "read,admin", "verifyImportCredential needs the scope import or credentials and the role member.")]
    [InlineData("{ auditEvents { nodes { id } } }", "read,import,credentials", "auditEvents needs the scope admin and the role admin.")]
    public async Task A_scope_that_lacks_is_named_before_anything_runs(string query, string scopes, string message)
    {
        var answer = await api.AskAsync(query, ApiUnderTest.Somebody(WorkspaceRole.Owner, scopes.Replace(',', ' ')));

        Assert.Equal($"{{\"errors\":[{{\"message\":\"{message}\",\"extensions\":{{\"code\":\"FORBIDDEN\"}}}}]}}", answer);
    }

    [Theory]
    [InlineData(WorkspaceRole.Viewer, "mutation { cancelImportJob(jobId: \"x\") { job { id } } }")]
    [InlineData(WorkspaceRole.Member, "mutation { deleteImportCredential(credentialId: \"x\") { success } }")]
    [InlineData(WorkspaceRole.Member, "{ auditEvents { nodes { id } } }")]
    public async Task A_role_that_does_not_reach_is_refused_though_the_session_has_every_scope(WorkspaceRole role, string query) =>
        Assert.Contains("\"code\":\"FORBIDDEN\"", await api.AskAsync(query, ApiUnderTest.Somebody(role)), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_transport_cannot_carry_is_refused()
    {
        Assert.Contains(
            "Mutations are sent by POST.",
            await api.AskAsync("mutation { __typename }", ApiUnderTest.Nobody, allowed: OperationKinds.Query),
            StringComparison.Ordinal);
        Assert.Contains(
            "graphql-transport-ws",
            await api.AskAsync("subscription { importJobProgress(jobId: \"x\") { id } }"),
            StringComparison.Ordinal);
    }

    public void Dispose() => api.Dispose();
}
