using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Makes workspaces, members and their tokens, as an operator would.</summary>
internal static class ApiAccess
{
    public static async Task<Workspace> CreateWorkspaceAsync(this TestCluster cluster, string name, CancellationToken cancellationToken)
    {
        await using var scope = cluster.OpenScope();
        return (await scope.ServiceProvider.GetRequiredService<CreateWorkspace>().ExecuteAsync(name, "test", cancellationToken)).Value
            ?? throw new InvalidOperationException("The workspace was refused.");
    }

    /// <summary>A token of a new member of the cluster's own workspace.</summary>
    /// <param name="scopes">As an operator writes them: <c>read,import</c>.</param>
    public static Task<string> CreateTokenAsync(this TestCluster cluster, WorkspaceRole role, string scopes, CancellationToken cancellationToken) =>
        cluster.CreateTokenAsync(cluster.Actor.WorkspaceId, role, scopes, cancellationToken);

    public static async Task<string> CreateTokenAsync(
        this TestCluster cluster, Guid workspaceId, WorkspaceRole role, string scopes, CancellationToken cancellationToken)
    {
        await using var scope = cluster.OpenScope();
        var database = scope.ServiceProvider.GetRequiredService<CallImportDbContext>();
        var workspace = await database.Workspaces.SingleAsync(row => row.Id == workspaceId, cancellationToken);
        var member = await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            workspace, new NewMember($"{Guid.NewGuid():N}@callimport.test", "a long enough password", role), "test", cancellationToken);
        var token = await cluster.Verb<CreateApiToken>().ForMemberAsync(
            workspaceId, member.Value?.UserId ?? Guid.Empty, new ApiTokenRequest("test", scopes.Split(','), null), "test", cancellationToken);
        return token.Succeeded ? token.Value.Secret.Reveal() : throw new InvalidOperationException(token.Refusal.Message);
    }
}
