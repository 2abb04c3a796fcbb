using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>Two nodes of one cluster, for what has to work whichever of them is asked. They are shared by a class; nothing here is switched off.</summary>
public sealed class ApiNodes(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Password = "a long enough password";

    private SandboxDriver? source;
    private TestCluster? cluster;
    private AppProcess? first;
    private AppProcess? second;
    private ImportCredential? credential;

    internal SandboxDriver Source => source ?? throw new InvalidOperationException("Nothing has been started.");

    internal TestCluster Cluster => cluster ?? throw new InvalidOperationException("Nothing has been started.");

    internal AppProcess First => first ?? throw new InvalidOperationException("Nothing has been started.");

    internal AppProcess Second => second ?? throw new InvalidOperationException("Nothing has been started.");

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        source = await SandboxDriver.StartAsync(calls: 40, recordingBytes: 200_000, requestsPerSecond: 20, cancellationToken);
        cluster = await TestCluster.StartAsync(postgres, source, cancellationToken);
        cluster.Configuration["GraphQL:ConnectionInitSeconds"] = "4";
        cluster.Configuration["GraphQL:SendTimeoutSeconds"] = "3";
        cluster.Configuration["GraphQL:KeepAliveSeconds"] = "4";
        cluster.Configuration["GraphQL:MaxStreamsPerToken"] = "4";
        cluster.Configuration["GraphQL:MaxOperationsPerSocket"] = "100";
        first = await cluster.StartNodeAsync(cancellationToken);
        second = await cluster.StartNodeAsync(cancellationToken);
    }

    /// <summary>A new member with a token.</summary>
    internal async Task<ApiMember> HireAsync(WorkspaceRole role, string scopes, CancellationToken cancellationToken, DateTimeOffset? expiresAt = null)
    {
        await using var scope = Cluster.OpenScope();
        var workspace = await scope.ServiceProvider.GetRequiredService<CallImportDbContext>().Workspaces
            .SingleAsync(row => row.Id == Cluster.Actor.WorkspaceId, cancellationToken);
        var email = $"{Guid.NewGuid():N}@callimport.test";
        var added = await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            workspace, new NewMember(email, Password, role), "test", cancellationToken);
        var user = added.Value ?? throw new InvalidOperationException(added.Refusal?.Message);
        var made = await Cluster.Verb<CreateApiToken>().ForMemberAsync(
            workspace.Id, user.UserId, new ApiTokenRequest("test", scopes.Split(','), expiresAt), "test", cancellationToken);
        return made.Succeeded
            ? new ApiMember(workspace, email, Password, new Actor(workspace.Id, user.UserId, email, role), made.Value.Token.Id, made.Value.Secret.Reveal())
            : throw new InvalidOperationException(made.Refusal.Message);
    }

    internal async Task<ImportJob> StartImportAsync(CancellationToken cancellationToken)
    {
        credential ??= await Cluster.ConnectAsync(cancellationToken);
        return await Cluster.StartImportAsync(credential, cancellationToken);
    }

    /// <summary>As a page or an operator would, in another process than either node.</summary>
    internal async Task RevokeAsync(ApiMember member, CancellationToken cancellationToken) =>
        Assert.Null((await Cluster.Verb<RevokeApiToken>().AnyAsync(member.TokenId, "test", cancellationToken)).Refusal);

    internal async Task RemoveAsync(ApiMember member, CancellationToken cancellationToken)
    {
        await using var scope = Cluster.OpenScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<RemoveMember>().ExecuteAsync(member.Workspace, member.Email, "test", cancellationToken)).Refusal);
    }

    internal async Task ChangeRoleAsync(ApiMember member, WorkspaceRole role, CancellationToken cancellationToken)
    {
        await using var scope = Cluster.OpenScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            member.Workspace, new NewMember(member.Email, Password, role), "test", cancellationToken)).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await (first?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (second?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (source?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

internal sealed record ApiMember(Workspace Workspace, string Email, string Password, Actor Actor, Guid TokenId, string Token);
