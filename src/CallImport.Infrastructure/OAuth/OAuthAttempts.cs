using System.Security.Cryptography;
using System.Text;
using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.OAuth;

/// <summary>
/// The sign-ins that are under way. The state that travels through browser and vendor is random and kept only as a hash; it counts once, in time, and
/// together with who began it. The database's clock decides, and its row lock which of two uses was the first.
/// </summary>
internal sealed class OAuthAttempts(
    IDbContextFactory<CallImportDbContext> databases, IDataProtectionProvider protection, IOptions<OAuthStateOptions> options, IOptions<AppOptions> app)
{
    private const string Purpose = "CallImport.OAuthVerifier.v1";
    private const int SecretBytes = 32;

    /// <param name="usesPkce">RFC 7636 with S256.</param>
    public async Task<BegunAttempt> BeginAsync(Actor actor, Guid userId, OAuthRequest request, bool usesPkce, CancellationToken cancellationToken)
    {
        var (id, state, verifier) = (Guid.NewGuid(), Secret(), usesPkce ? Secret() : null);
        var redirectUri = RedirectUri(request.Platform);
        var sealedVerifier = verifier is null ? null : ProtectorFor(id).Protect(verifier);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             WITH forgotten AS (DELETE FROM oauth_attempts WHERE expires_at < now() - interval '1 day')
             INSERT INTO oauth_attempts (id, state_hash, workspace_id, user_id, session_hash, platform, credential_id, label, redirect_uri,
                 sealed_verifier, created_at, expires_at)
             VALUES ({id}, {Hash(state)}, {actor.WorkspaceId}, {userId}, {SessionOf(actor)}, {request.Platform}, {request.CredentialId}, {request.Label},
                 {redirectUri.OriginalString}, {sealedVerifier}, now(), now() + make_interval(secs => {options.Value.StateSeconds}))
             """,
            cancellationToken);
        return new BegunAttempt(state, verifier is null ? null : WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), redirectUri);
    }

    /// <summary>Uses a state up. One that was begun elsewhere stays as it is, and is answered like one that never was.</summary>
    public async Task<Result<TakenAttempt>> TakeAsync(Actor actor, string platform, string state, CancellationToken cancellationToken)
    {
        var (hash, session) = (Hash(state), SessionOf(actor));
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var taken = await database.OAuthAttempts.FromSql(
            $"""
             UPDATE oauth_attempts SET used_at = now()
             WHERE state_hash = {hash} AND workspace_id = {actor.WorkspaceId} AND user_id = {actor.UserId} AND platform = {platform}
                 AND session_hash IS NOT DISTINCT FROM {session} AND used_at IS NULL AND expires_at > now()
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        if (taken is [var attempt])
        {
            return new TakenAttempt(attempt, attempt.SealedVerifier is { } cipher ? ProtectorFor(attempt.Id).Unprotect(cipher) : null);
        }

        var known = await database.OAuthAttempts.AsNoTracking()
            .Where(row => row.StateHash == hash && row.WorkspaceId == actor.WorkspaceId && row.UserId == actor.UserId)
            .FirstOrDefaultAsync(row => row.Platform == platform && row.SessionHash == session, cancellationToken);
        return known is null ? new OAuthStateUnknown() : known.UsedAt is not null ? new OAuthStateUsed() : new OAuthStateExpired();
    }

    /// <summary>Keeps what came of it for the page that is shown next.</summary>
    public async Task SettleAsync(Guid attemptId, string outcome, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"UPDATE oauth_attempts SET outcome = {outcome}::jsonb, sealed_verifier = NULL WHERE id = {attemptId}", cancellationToken);
    }

    /// <summary>Exactly this address is registered with the vendor.</summary>
    private Uri RedirectUri(string platform) =>
        new(app.Value.PublicUrl ?? throw new InvalidOperationException("The public address is completed at start."), $"/oauth/callback/{platform}");

    private IDataProtector ProtectorFor(Guid attemptId) => protection.CreateProtector(Purpose, attemptId.ToString("N"));

    private static string? SessionOf(Actor actor) => actor.SessionId is { } session ? Hash(session) : null;

    private static string Secret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="Challenge">S256 of the verifier; null without PKCE.</param>
internal sealed record BegunAttempt(string State, string? Challenge, Uri RedirectUri)
{
    public override string ToString() => nameof(BegunAttempt);
}

internal sealed record TakenAttempt(OAuthAttempt Attempt, string? CodeVerifier)
{
    public override string ToString() => nameof(TakenAttempt);
}
