using System.Collections.Concurrent;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Credentials;

/// <summary>
/// Renews access tokens: once per expiry, however many workers and nodes need it. What the vendor answers is committed before anybody uses it,
/// because many vendors take the old refresh token only once.
/// </summary>
/// <remarks>
/// The turn is an advisory lock of a transaction that writes nothing; a node that freezes while it holds it loses it after
/// <see cref="LongestTurn"/>. The answer is saved by a statement of its own that holds only while the row still has the secret that was asked with:
/// whoever was slow changes nothing that has been taken over, and nobody waits at the row itself.
/// </remarks>
internal sealed partial class TokenRenewal(
    IDbContextFactory<CallImportDbContext> databases, CredentialOpener opener, TimeProvider clock, ILogger<TokenRenewal> logger)
{
    /// <summary>For the vendor's answer. A token endpoint is quick or down.</summary>
    private static readonly TimeSpan VendorPatience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is kept in hand while the database is away: lost, it can often not be had again.</summary>
    private static readonly TimeSpan SavingPatience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<Guid, Lazy<Task<ImportCredential>>> running = new();

    /// <summary>One renewal for all callers of this node, and one after the other over all nodes.</summary>
    /// <param name="stale">The row whose secret is to be replaced; when it has been meanwhile, that is the result.</param>
    /// <exception cref="PlatformException">AuthExpired when the grant is dead, and then the credential is marked invalid; others may pass.</exception>
    public async Task<ImportCredential> RenewAsync(
        ImportCredential stale, ITokenSource tokens, bool evenIfInvalid, CancellationToken cancellationToken)
    {
        // Nobody's cancellation may come between the vendor's answer and its being saved.
        var renewal = running.GetOrAdd(stale.Id, _ => new(() => Task.Run(
            async () =>
            {
                try
                {
                    return await RenewInTurnAsync(stale, tokens, evenIfInvalid);
                }
                finally
                {
                    running.TryRemove(stale.Id, out var _);
                }
            },
            CancellationToken.None)));
        return await renewal.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Tells all nodes that a token was refused: what waits in line with it is not sent any more, and whoever opens the credential renews it.</summary>
    public async Task EndAsync(ImportCredential refused, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_credentials SET expires_at = now(), renew_at = now(), updated_at = now()
             WHERE id = {refused.Id} AND workspace_id = {refused.WorkspaceId} AND coalesce(expires_at > now(), true)
                 AND encrypted_credentials = {refused.EncryptedCredentials}::jsonb
             """,
            cancellationToken);
    }

    /// <summary>Waits while this node renews the credential's token, whatever comes of it: the one that it replaces may be refused already.</summary>
    public async Task UnderWayAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        if (running.TryGetValue(credentialId, out var renewal))
        {
            Task over = renewal.Value.WaitAsync(cancellationToken);
            await over.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ImportCredential> RenewInTurnAsync(ImportCredential stale, ITokenSource tokens, bool evenIfInvalid)
    {
        await using var turn = await databases.CreateDbContextAsync(CancellationToken.None);
        turn.Database.SetCommandTimeout(LongestTurn + VendorPatience);
        await using var transaction = await turn.Database.BeginTransactionAsync(CancellationToken.None);
        await TakeTurnAsync(turn, stale.Id, CancellationToken.None);
        var row = await turn.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(credential => credential.Id == stale.Id);
        if (row is null || row.Status == CredentialStatus.Deleted || (!row.IsValid && !evenIfInvalid))
        {
            throw new PlatformException(FailureClass.AuthExpired, row?.InvalidReason ?? CredentialOpener.WasDeleted);
        }

        return row.EncryptedCredentials == stale.EncryptedCredentials ? await RenewAsync(row, tokens, evenIfInvalid) : row;
    }

    /// <summary>For whoever reads a secret to write it anew; until the end of the transaction.</summary>
    public static Task TakeTurnAsync(CallImportDbContext database, Guid credentialId, CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"SELECT set_config('idle_in_transaction_session_timeout', {$"{LongestTurn.TotalMilliseconds:0}"}, true), pg_advisory_xact_lock({LockOf(credentialId)})",
        cancellationToken);

    private async Task<ImportCredential> RenewAsync(ImportCredential row, ITokenSource tokens, bool evenIfInvalid)
    {
        var connection = opener.Open(row, evenIfInvalid);
        try
        {
            using var patience = new CancellationTokenSource(VendorPatience, clock);
            var grant = await tokens.RenewAsync(connection, patience.Token);
            Log.Renewed(logger, row.Id, row.Platform);
            var saved = await SaveAsync(row, connection, grant);
            if (saved.Status == CredentialStatus.Deleted)
            {
                await RevokeAsync(connection, grant, tokens);
            }

            return saved;
        }
        catch (PlatformException refused) when (refused.FailureClass == FailureClass.AuthExpired)
        {
            Log.Dead(logger, row.Id, row.Platform, refused.Message);
            await MarkInvalidAsync(row, refused.Message);
            throw;
        }
        catch (OperationCanceledException late)
        {
            throw new PlatformException(
                FailureClass.Transient, "The platform did not answer in time when the access was renewed.", PlatformFault.Unreachable, innerException: late);
        }
    }

    private async Task<ImportCredential> SaveAsync(ImportCredential row, PlatformConnection asked, TokenGrant grant)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                var sealedSecret = opener.Seal(row, asked.Secret.With(grant));
                await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
                await using var transaction = await database.Database.BeginTransactionAsync(CancellationToken.None);
                var isSaved = 0 < await database.Database.ExecuteSqlAsync(
                    $"""
                     UPDATE import_credentials SET encrypted_credentials = {sealedSecret}::jsonb, updated_at = now(),
                         expires_at = now() + {grant.Lifetime}::interval, renew_at = now() + {grant.RenewAfter}::interval
                     WHERE id = {row.Id} AND workspace_id = {row.WorkspaceId} AND status <> 'deleted' AND encrypted_credentials = {row.EncryptedCredentials}::jsonb
                     """);
                var saved = await database.ImportCredentials.AsNoTracking().FirstAsync(credential => credential.Id == row.Id);
                if (!isSaved && IsSameSecret(saved, asked))
                {
                    // The same secret under a newer key: keys are rotated while imports run.
                    row = saved;
                    continue;
                }

                if (isSaved && row.IsValid && saved.Status == CredentialStatus.Invalid)
                {
                    // Somebody who had the turn after this node had frozen was refused with the token that this node had already exchanged.
                    saved.MarkVerified(clock.GetUtcNow());
                    database.ImportCredentials.Update(saved);
                    await database.SaveChangesAsync();
                    await WaitingImports.ResumeAsync(database, row.Id, CredentialStatus.Valid, CancellationToken.None);
                }

                await transaction.CommitAsync(CancellationToken.None);
                return saved;
            }
            catch (Exception away) when (CallFates.IsDatabase(away) && clock.GetElapsedTime(started) < SavingPatience)
            {
                Log.NotSavedYet(logger, row.Id, away.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }

    /// <summary>The connection was deleted while its tokens were exchanged: those that were revoked are not those that are good now.</summary>
    private async Task RevokeAsync(PlatformConnection connection, TokenGrant grant, ITokenSource tokens)
    {
        try
        {
            using var patience = new CancellationTokenSource(VendorPatience, clock);
            await tokens.RevokeAsync(connection with { CredentialId = null, Secret = connection.Secret.With(grant) }, patience.Token);
        }
        catch (Exception fault) when (fault is PlatformException or OperationCanceledException)
        {
            Log.NotRevoked(logger, connection.Platform, fault.Message);
        }
    }

    private async Task MarkInvalidAsync(ImportCredential row, string reason)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_credentials SET status = 'invalid', invalid_reason = {reason}, updated_at = now()
             WHERE id = {row.Id} AND workspace_id = {row.WorkspaceId} AND status = 'valid' AND encrypted_credentials = {row.EncryptedCredentials}::jsonb
             """);
    }

    private bool IsSameSecret(ImportCredential row, PlatformConnection asked) =>
        row.Status != CredentialStatus.Deleted && opener.Open(row, evenIfInvalid: true).Secret.Values.ToHashSet().SetEquals(asked.Secret.Values);

    internal static long LockOf(Guid credentialId) => BitConverter.ToInt64(credentialId.ToByteArray(), 8);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The access of connection {CredentialId} to {Platform} was renewed")]
        public static partial void Renewed(ILogger logger, Guid credentialId, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The access of connection {CredentialId} to {Platform} cannot be renewed: {Reason}")]
        public static partial void Dead(ILogger logger, Guid credentialId, string platform, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The access to {Platform} of a connection that was just deleted could not be revoked: {Reason}")]
        public static partial void NotRevoked(ILogger logger, string platform, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The renewed access of connection {CredentialId} could not be saved yet and is tried again: {Reason}")]
        public static partial void NotSavedYet(ILogger logger, Guid credentialId, string reason);
    }
}
