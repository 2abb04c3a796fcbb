using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Bench.Running;

/// <summary>Where the user sits: the verbs that pages call, in a process that itself neither lists nor works.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly WebApplication app;

    private Desk(WebApplication app) => this.app = app;

    /// <summary>Migrates the database and fills the registry, too.</summary>
    public static async Task<Desk> OpenAsync(IReadOnlyDictionary<string, string> configuration, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>(configuration) { ["App:Role"] = "Web", ["Logging:LogLevel:Default"] = "Error" }
            .Select(entry => $"--{entry.Key.Replace("ASPNETCORE_", "", StringComparison.Ordinal)}={entry.Value}");
        var builder = ServerBuilder.Create([.. arguments], isCommand: true);
        await builder.AddCoreAsync(cancellationToken);
        builder.AddEngine();
        var app = builder.Build();
        await app.PrepareAsync(cancellationToken);
        return new Desk(app);
    }

    /// <summary>A new workspace with the account of the load source.</summary>
    public Task<(Actor Owner, Guid CredentialId)> MoveInAsync(CancellationToken cancellationToken) => MoveInAsync("LOAD", "load-secret", cancellationToken);

    public async Task<(Actor Owner, Guid CredentialId)> MoveInAsync(string accessKey, string accessKeySecret, CancellationToken cancellationToken)
    {
        var owner = await FoundAsync(cancellationToken);
        var account = new NewCredential { Platform = "gong", Values = new Dictionary<string, string> { ["accessKey"] = accessKey, ["accessKeySecret"] = accessKeySecret } };
        return (owner, await ConnectAsync(owner, account, cancellationToken));
    }

    /// <summary>A new workspace with a person who owns it.</summary>
    public async Task<Actor> FoundAsync(CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var workspace = new Workspace { Id = Guid.CreateVersion7(), Name = "Bench", CreatedAt = TimeProvider.System.GetUtcNow() };
        var database = scope.ServiceProvider.GetRequiredService<CallImportDbContext>();
        database.Workspaces.Add(workspace);
        await database.SaveChangesAsync(cancellationToken);
        var person = await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            workspace, new NewMember($"{workspace.Id:N}@bench.test", "a long enough password", WorkspaceRole.Owner), "bench", cancellationToken);
        return person.Succeeded
            ? new Actor(workspace.Id, person.Value.UserId, "bench", WorkspaceRole.Owner) { SessionId = "bench" }
            : throw new InvalidOperationException(person.Refusal.Message);
    }

    public async Task<Guid> ConnectAsync(Actor owner, NewCredential account, CancellationToken cancellationToken)
    {
        var created = await app.Services.GetRequiredService<CreateCredential>().ExecuteAsync(owner, account, null, cancellationToken);
        return created.Succeeded ? created.Value.Id : throw new InvalidOperationException(created.Refusal.Message);
    }

    /// <summary>Connects by signing in.</summary>
    /// <param name="consent">what the person does at the platform</param>
    public async Task<Guid> SignInAsync(Actor owner, string platform, Func<OAuthStart, Task<OAuthReturn>> consent, CancellationToken cancellationToken)
    {
        var begun = await app.Services.GetRequiredService<InitiateOAuth>().ExecuteAsync(owner, new OAuthRequest { Platform = platform }, cancellationToken);
        var back = await consent(begun.Succeeded ? begun.Value : throw new InvalidOperationException(begun.Refusal.Message));
        var end = await app.Services.GetRequiredService<CompleteOAuth>().ExecuteAsync(owner, back, cancellationToken);
        return end.Result.Succeeded ? end.Result.Value.Id : throw new InvalidOperationException(end.Result.Refusal.Message);
    }

    public async Task<Guid> StartImportAsync(Actor owner, Guid credentialId, CancellationToken cancellationToken)
    {
        var started = await app.Services.GetRequiredService<StartImport>().ExecuteAsync(
            owner, new StartImportRequest { CredentialId = credentialId, JobType = ImportJobType.Historical }, cancellationToken);
        return started.Succeeded ? started.Value.Id : throw new InvalidOperationException(started.Refusal.Message);
    }

    /// <summary>Of a new member who may read.</summary>
    public async Task<string> CreateTokenAsync(Actor owner, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var workspace = await scope.ServiceProvider.GetRequiredService<CallImportDbContext>().Workspaces.SingleAsync(row => row.Id == owner.WorkspaceId, cancellationToken);
        var member = await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            workspace, new NewMember("reader@bench.test", "a long enough password", WorkspaceRole.Viewer), "bench", cancellationToken);
        var token = await scope.ServiceProvider.GetRequiredService<CreateApiToken>().ForMemberAsync(
            workspace.Id, member.Succeeded ? member.Value.UserId : throw new InvalidOperationException(member.Refusal.Message),
            new ApiTokenRequest("bench", ["read"], null), "bench", cancellationToken);
        return token.Succeeded ? token.Value.Secret.Reveal() : throw new InvalidOperationException(token.Refusal.Message);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
