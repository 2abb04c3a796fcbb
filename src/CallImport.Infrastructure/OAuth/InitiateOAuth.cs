using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.OAuth;

/// <summary>Begins to connect an account by signing in at its platform.</summary>
public sealed class InitiateOAuth
{
    private readonly PlatformRegistry registry;
    private readonly PlatformCatalog catalog;
    private readonly OAuthClients clients;
    private readonly OAuthAttempts attempts;
    private readonly IDbContextFactory<CallImportDbContext> databases;

    internal InitiateOAuth(
        PlatformRegistry registry, PlatformCatalog catalog, OAuthClients clients, OAuthAttempts attempts, IDbContextFactory<CallImportDbContext> databases) =>
        (this.registry, this.catalog, this.clients, this.attempts, this.databases) = (registry, catalog, clients, attempts, databases);

    /// <returns>Whether the operator has registered this server with the platform, so that people can sign in there.</returns>
    public bool IsSetUp(PlatformDescriptor platform) => clients.Find(platform) is { IsSetUp: true };

    /// <returns>Where to send the user, or Forbidden, NotFound, BadInput or Conflict (label taken).</returns>
    public async Task<Result<OAuthStart>> ExecuteAsync(Actor actor, OAuthRequest request, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        if (actor.UserId is not { } userId)
        {
            return new OAuthNeedsPerson();
        }

        if (await registry.FindAsync(request.Platform, cancellationToken) is not { Descriptor: var platform } entry)
        {
            return new UnknownPlatform(request.Platform);
        }

        if (!entry.CanConnect || catalog.Adapter(platform.Slug) is not { } adapter)
        {
            return new PlatformNotConnectable(platform.DisplayName);
        }

        if (clients.Find(platform) is not { } client || adapter.Tokens is null || platform.OAuth is not { } vendor)
        {
            return new OAuthNotOffered(platform.DisplayName);
        }

        if (!client.IsSetUp)
        {
            return new OAuthNotSetUp(platform.DisplayName, platform.ConfigurationName);
        }

        var asked = request with { Platform = platform.Slug, Label = string.IsNullOrWhiteSpace(request.Label) ? null : request.Label.Trim() };
        if (await RefusalOfAsync(actor, platform, asked, cancellationToken) is { } refusal)
        {
            return Refused(refusal);
        }

        var begun = await attempts.BeginAsync(actor, userId, asked, vendor.UsesPkce, cancellationToken);
        return new OAuthStart(AddressOf(client, begun), begun.State);
    }

    private async Task<Refusal?> RefusalOfAsync(Actor actor, PlatformDescriptor platform, OAuthRequest asked, CancellationToken cancellationToken)
    {
        if (asked.Label is { } label && (label.Length > CredentialIntake.LongestLabel || label.Any(char.IsControl)))
        {
            return new LabelUnusable();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = database.ImportCredentials.Where(row => row.WorkspaceId == actor.WorkspaceId && row.Platform == platform.Slug && row.DeletedAt == null);
        if (asked.CredentialId is { } credentialId)
        {
            return await rows.AnyAsync(row => row.Id == credentialId, cancellationToken) ? null : new UnknownCredential();
        }

        return asked.Label is not null && await rows.AnyAsync(
            row => row.Label == asked.Label && row.Status == Domain.Credentials.CredentialStatus.Valid, cancellationToken)
            ? new LabelTaken(platform.DisplayName, asked.Label)
            : null;
    }

    private static string AddressOf(OAuthClient client, BegunAttempt begun)
    {
        var arguments = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = client.ClientId,
            ["redirect_uri"] = begun.RedirectUri.OriginalString,
            ["scope"] = client.Scopes.Count == 0 ? null : string.Join(' ', client.Scopes),
            ["state"] = begun.State,
            ["code_challenge"] = begun.Challenge,
            ["code_challenge_method"] = begun.Challenge is null ? null : "S256",
        };
        return QueryHelpers.AddQueryString(client.AuthorizationUrl.AbsoluteUri, arguments.Where(argument => argument.Value is not null));
    }

    private static Result<OAuthStart> Refused(Refusal refusal) => refusal;
}
