using System.Collections.Concurrent;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Opens credentials for one operation, with an access token that is good where the platform works by tokens, and shuts those that a platform no longer accepts.</summary>
public sealed class CredentialVault
{
    /// <summary>While a token is good, a renewal that did not work is not tried again for so long.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    /// <summary>How often work begins anew because its token has ended while it waited for its turn. A vendor whose tokens last shorter than that is left alone for a while.</summary>
    private const int MostOutdated = 3;

    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly CredentialOpener opener;
    private readonly TokenRenewal renewal;
    private readonly PlatformCatalog catalog;
    private readonly TimeProvider clock;

    private readonly ConcurrentDictionary<Guid, long> failedAt = new();

    internal CredentialVault(
        IDbContextFactory<CallImportDbContext> databases, CredentialOpener opener, TokenRenewal renewal, PlatformCatalog catalog, TimeProvider clock) =>
        (this.databases, this.opener, this.renewal, this.catalog, this.clock) = (databases, opener, renewal, catalog, clock);

    /// <summary>Called by the engine for jobs whose workspace it has checked; the ciphertext itself is bound to the workspace of its row.</summary>
    /// <exception cref="PlatformException">
    /// AuthExpired when the credential is marked invalid, deleted or cannot be decrypted, or when its grant turns out to be dead; Transient or
    /// RateLimited when its token has ended and cannot be renewed at the moment.
    /// </exception>
    public async Task<PlatformConnection> OpenAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        await renewal.UnderWayAsync(credentialId, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credential = await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credentialId, cancellationToken);
        if (credential is not { IsValid: true })
        {
            throw new PlatformException(
                FailureClass.AuthExpired, credential is { Status: CredentialStatus.Invalid, InvalidReason: { } reason } ? reason : CredentialOpener.WasDeleted);
        }

        var now = credential.RenewAt is null ? default : await DatabaseClock.NowAsync(database, cancellationToken);
        try
        {
            return await FreshAsync(credential, opener.Open(credential), now, cancellationToken);
        }
        catch (PlatformException unreadable) when (unreadable.InnerException is CredentialUnreadableException)
        {
            await MarkInvalidAsync(credentialId, unreadable.Message, CredentialOpener.VersionOf(credential.EncryptedCredentials), cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Works with a credential. A refusal of its access token may mean nothing but that the token is too old: it is renewed once, and the work is
    /// done once more. A refusal after that, or of a key that is sent as it is, shuts the credential for all nodes.
    /// </summary>
    /// <param name="work">Begins anew, too, when its token has ended before it was sent: runs up to <see cref="MostOutdated"/> + 2 times.</param>
    public async Task<TResult> UseAsync<TResult>(Guid credentialId, Func<PlatformConnection, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var (isRenewed, outdated) = (false, 0);
        var connection = await OpenAsync(credentialId, cancellationToken);
        while (true)
        {
            try
            {
                return await work(connection);
            }
            catch (PlatformException unsent) when (unsent.Fault == PlatformFault.TokenEnded && outdated++ < MostOutdated)
            {
                connection = await OpenAsync(credentialId, cancellationToken);
            }
            catch (PlatformException refused) when (refused.FailureClass == FailureClass.AuthExpired)
            {
                if (isRenewed || await RenewAsync(connection, cancellationToken) is not { } renewed)
                {
                    await MarkInvalidAsync(connection, refused.Message, cancellationToken);
                    throw;
                }

                (connection, isRenewed) = (renewed, true);
            }
        }
    }

    /// <summary>
    /// Marks the credential invalid at once: no node sends anything with it until it is replaced or verified. Does nothing when it is
    /// already marked, deleted, or was given a new secret since <paramref name="connection"/> was opened.
    /// </summary>
    /// <param name="reason">One sentence for the user.</param>
    public async Task MarkInvalidAsync(PlatformConnection connection, string reason, CancellationToken cancellationToken)
    {
        if (connection.CredentialId is { } credentialId)
        {
            await MarkInvalidAsync(credentialId, reason, connection.SecretVersion, cancellationToken);
        }
    }

    /// <summary>As above, where the connection is no longer at hand.</summary>
    public Task MarkInvalidAsync(Guid credentialId, string reason, CancellationToken cancellationToken) =>
        MarkInvalidAsync(credentialId, reason, null, cancellationToken);

    /// <summary>For a check of a credential that may be marked invalid.</summary>
    internal async Task<PlatformConnection> OpenEvenIfInvalidAsync(ImportCredential credential, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await DatabaseClock.NowAsync(database, cancellationToken);
        return await FreshAsync(credential, opener.Open(credential, evenIfInvalid: true), now, cancellationToken);
    }

    /// <summary>Renews an access token that was refused although it should be good.</summary>
    /// <returns>The connection with the token after it; null when there is nothing to renew: the refusal stands.</returns>
    internal async Task<PlatformConnection?> RenewAsync(PlatformConnection refused, CancellationToken cancellationToken)
    {
        if (refused.CredentialId is not { } credentialId || TokensOf(refused) is not { } tokens)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credential = await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credentialId, cancellationToken);
        if (credential is null || credential.Status == CredentialStatus.Deleted || (!credential.IsValid && !refused.EvenIfInvalid))
        {
            return null;
        }

        if (CredentialOpener.VersionOf(credential.EncryptedCredentials) != refused.SecretVersion)
        {
            return opener.Open(credential, refused.EvenIfInvalid);
        }

        await renewal.EndAsync(credential, cancellationToken);
        return opener.Open(await renewal.RenewAsync(credential, tokens, refused.EvenIfInvalid, cancellationToken), refused.EvenIfInvalid);
    }

    private async Task<PlatformConnection> FreshAsync(
        ImportCredential credential, PlatformConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TokensOf(connection) is not { } tokens)
        {
            return connection;
        }

        var isMissing = !connection.Secret.Values.ContainsKey(TokenFields.AccessToken) || credential.ExpiresAt <= now;
        if (!isMissing && (credential.RenewAt is null || credential.RenewAt > now || HasJustFailed(credential.Id)))
        {
            return connection;
        }

        try
        {
            var renewed = await renewal.RenewAsync(credential, tokens, connection.EvenIfInvalid, cancellationToken);
            return opener.Open(renewed, connection.EvenIfInvalid);
        }
        catch (PlatformException later) when (!isMissing && later.FailureClass != FailureClass.AuthExpired)
        {
            failedAt[credential.Id] = clock.GetTimestamp();
            return connection;
        }
    }

    private ITokenSource? TokensOf(PlatformConnection connection) =>
        catalog.Adapter(connection.Platform)?.Tokens is { } tokens && tokens.IssuesTokensFor(connection.Secret) ? tokens : null;

    private bool HasJustFailed(Guid credentialId) => failedAt.TryGetValue(credentialId, out var at) && clock.GetElapsedTime(at) < AfterFailure;

    private async Task MarkInvalidAsync(Guid credentialId, string reason, string? version, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var seen = await database.ImportCredentials.Where(row => row.Id == credentialId && row.Status == CredentialStatus.Valid)
            .Select(row => new { row.WorkspaceId, row.EncryptedCredentials }).FirstOrDefaultAsync(cancellationToken);
        if (seen?.EncryptedCredentials is not { } sealedSecret || (version is not null && version != CredentialOpener.VersionOf(sealedSecret)))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var shut = await database.ImportCredentials
            .Where(row => row.Id == credentialId && row.Status == CredentialStatus.Valid && row.EncryptedCredentials == sealedSecret)
            .ExecuteUpdateAsync(
                row => row.SetProperty(credential => credential.Status, CredentialStatus.Invalid)
                    .SetProperty(credential => credential.InvalidReason, reason)
                    .SetProperty(credential => credential.UpdatedAt, now),
                cancellationToken);
        if (shut > 0)
        {
            await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, seen.WorkspaceId, cancellationToken);
        }
    }
}
