using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Asks the platform whether a saved credential still works, and keeps the answer: a yes makes waiting imports go on.</summary>
public sealed class VerifyCredential(
    IDbContextFactory<CallImportDbContext> databases, CredentialVault vault, PlatformCatalog catalog, AuditTrail audit, TimeProvider clock)
{
    /// <returns>What the platform says, or NotFound or Forbidden. While the platform is away or asks to wait, the credential stays as it was.</returns>
    public async Task<Result<CredentialVerification>> ExecuteAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        if (!actor.MayImport && !actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credential = await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(
            row => row.Id == credentialId && row.WorkspaceId == actor.WorkspaceId && row.DeletedAt == null, cancellationToken);
        if (credential is null)
        {
            return new UnknownCredential();
        }

        if (catalog.Adapter(credential.Platform) is not { } adapter)
        {
            return new PlatformNotConnectable(credential.Platform);
        }

        Checked tried;
        try
        {
            tried = await CheckAsync(adapter, credential, cancellationToken);
        }
        catch (PlatformException refused) when (refused.InnerException is CredentialUnreadableException)
        {
            return new CredentialVerification { IsValid = false, Error = refused.Message, Checks = [] };
        }

        var refusal = CredentialCheckup.RefusalOf(tried.Checks);
        await KeepAsync(database, actor, credential.Id, tried.SecretVersion, refusal, cancellationToken);
        return new CredentialVerification
        {
            IsValid = refusal is null || (refusal is not CredentialRefused && credential.IsValid),
            Error = refusal?.Message,
            Checks = tried.Checks,
        };
    }

    /// <summary>A sign-in that is refused may only have too old a token: it is renewed once.</summary>
    private async Task<Checked> CheckAsync(IPlatformAdapter adapter, ImportCredential credential, CancellationToken cancellationToken)
    {
        var version = CredentialOpener.VersionOf(credential.EncryptedCredentials);
        try
        {
            var connection = await vault.OpenEvenIfInvalidAsync(credential, cancellationToken);
            version = connection.SecretVersion;
            var checks = await CredentialCheckup.RunAsync(adapter, connection, cancellationToken);
            if (CredentialCheckup.RefusalOf(checks) is CredentialRefused && await vault.RenewAsync(connection, cancellationToken) is { } renewed)
            {
                version = renewed.SecretVersion;
                checks = await CredentialCheckup.RunAsync(adapter, renewed, cancellationToken);
            }

            return new Checked(checks, version);
        }
        catch (PlatformException refused) when (refused.InnerException is not CredentialUnreadableException)
        {
            return new Checked([.. TokenChecks.NotObtained(refused, adapter.Descriptor.DisplayName)], version);
        }
    }

    /// <summary>What was learnt is about the secret that was tried; a new one that came in meanwhile is left alone.</summary>
    private async Task KeepAsync(
        CallImportDbContext database, Actor actor, Guid credentialId, string? secretVersion, Refusal? refusal, CancellationToken cancellationToken)
    {
        var credential = await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(
            row => row.Id == credentialId && row.WorkspaceId == actor.WorkspaceId, cancellationToken);
        if (refusal is not (null or CredentialRefused) || credential is null || CredentialOpener.VersionOf(credential.EncryptedCredentials) != secretVersion)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var status = refusal is null ? CredentialStatus.Valid : CredentialStatus.Invalid;
        var verifiedAt = refusal is null ? now : credential.LastVerifiedAt;
        var reason = refusal?.Message;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.ImportCredentials
            .Where(row => row.Id == credential.Id && row.WorkspaceId == actor.WorkspaceId && row.DeletedAt == null)
            .Where(row => row.EncryptedCredentials == credential.EncryptedCredentials)
            .ExecuteUpdateAsync(
                row => row.SetProperty(value => value.Status, status)
                    .SetProperty(value => value.InvalidReason, reason)
                    .SetProperty(value => value.LastVerifiedAt, verifiedAt)
                    .SetProperty(value => value.UpdatedAt, now),
                cancellationToken);
        if (changed > 0)
        {
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "credential.verified", $"{credential.Id}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
            await WaitingImports.ResumeAsync(database, credential.Id, status, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <param name="SecretVersion">Of the secret that the checks were made with.</param>
    private sealed record Checked(IReadOnlyList<CredentialCheck> Checks, string? SecretVersion);
}
