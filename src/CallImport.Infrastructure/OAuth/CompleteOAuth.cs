using System.Text.Json;
using CallImport.Domain;
using CallImport.Domain.Calls;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;

namespace CallImport.Infrastructure.OAuth;

/// <param name="AttemptId">For <see cref="OAuthOutcomes"/>; null when the state was none of the caller's, or no longer good.</param>
public sealed record OAuthEnd(Guid? AttemptId, Result<ImportCredential> Result);

/// <summary>Ends connecting an account by signing in: uses the state up, exchanges the code, tries the access and saves the connection.</summary>
public sealed class CompleteOAuth
{
    private readonly PlatformCatalog catalog;
    private readonly OAuthAttempts attempts;
    private readonly CredentialOpener opener;
    private readonly ConnectByGrant connect;

    internal CompleteOAuth(PlatformCatalog catalog, OAuthAttempts attempts, CredentialOpener opener, ConnectByGrant connect) =>
        (this.catalog, this.attempts, this.opener, this.connect) = (catalog, attempts, opener, connect);

    /// <returns>
    /// The connection, new or renewed, or Forbidden, BadInput (state unknown, used, expired; denied), Conflict, CredentialInvalid, PlatformUnavailable or
    /// RateLimited; then nothing has changed.
    /// </returns>
    public async Task<OAuthEnd> ExecuteAsync(Actor actor, OAuthReturn returned, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new OAuthEnd(null, new MayNotManageCredentials());
        }

        if (catalog.Find(returned.Platform) is not { } platform || catalog.Adapter(platform.Slug) is not { Tokens: { } tokens } adapter)
        {
            return new OAuthEnd(null, new OAuthStateUnknown());
        }

        var taken = await attempts.TakeAsync(actor, platform.Slug, returned.State, cancellationToken);
        if (!taken.Succeeded)
        {
            return new OAuthEnd(null, Refused(taken.Refusal));
        }

        // From here on the state is used up and a code may be: whoever asked may go away, the answer is kept.
        var (attempt, checks) = (taken.Value.Attempt, new List<CredentialCheck>());
        var result = returned.Code is { Length: > 0 } code
            ? await RedeemAsync(actor, adapter, tokens, taken.Value, code, checks)
            : Refused(returned.Error == "access_denied" ? new OAuthDenied(platform.DisplayName) : new OAuthFailedThere(platform.DisplayName));
        var outcome = new OAuthOutcome { CredentialId = result.Value?.Id, Problem = result.Refusal?.Message, Checks = checks };
        await attempts.SettleAsync(attempt.Id, JsonSerializer.Serialize(outcome, CallJson.Options), CancellationToken.None);
        return new OAuthEnd(attempt.Id, result);
    }

    private async Task<Result<ImportCredential>> RedeemAsync(
        Actor actor, IPlatformAdapter adapter, ITokenSource tokens, TakenAttempt taken, string code, List<CredentialCheck> checks)
    {
        var platform = adapter.Descriptor;
        var empty = new CredentialCandidate(platform, adapter, "", null, new CredentialSecret(CredentialType.OAuth, new Dictionary<string, string>()));
        TokenGrant grant;
        try
        {
            grant = await tokens.RedeemAsync(
                opener.OpenUnsaved(actor.WorkspaceId, empty),
                new AuthorizationCode(code, new Uri(taken.Attempt.RedirectUri), taken.CodeVerifier),
                CancellationToken.None);
        }
        catch (PlatformException refused)
        {
            return refused.FailureClass switch
            {
                FailureClass.AuthExpired => new OAuthRefused($"{platform.DisplayName} did not accept the sign-in: it was used already, took too long, or belongs to another address. Begin again."),
                FailureClass.RateLimited => new OAuthPlatformBusy(refused.Message),
                _ => new OAuthPlatformAway(refused.Message),
            };
        }

        return await connect.ExecuteAsync(actor, taken.Attempt, empty.With(grant), checks);
    }

    private static Result<ImportCredential> Refused(Refusal refusal) => refusal;
}
