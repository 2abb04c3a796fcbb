using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Puts a new secret into a connection. The row, its history and its imports stay; those that wait for a login go on.</summary>
public sealed class ReplaceCredential
{
    private readonly CredentialIntake intake;
    private readonly CredentialTrials trials;
    private readonly CredentialOpener opener;
    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly AuditTrail audit;
    private readonly TimeProvider clock;

    internal ReplaceCredential(
        CredentialIntake intake, CredentialTrials trials, CredentialOpener opener, IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, TimeProvider clock) =>
        (this.intake, this.trials, this.opener, this.databases, this.audit, this.clock) = (intake, trials, opener, databases, audit, clock);

    /// <summary>Keeps the base URL of the connection.</summary>
    public Task<Result<ImportCredential>> ExecuteAsync(
        Actor actor, Guid credentialId, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        ExecuteAsync(actor, credentialId, values, null, cancellationToken);

    /// <param name="baseUrl">null keeps what the connection has.</param>
    /// <returns>The connection, or NotFound, Forbidden, BadInput, Conflict, CredentialInvalid, PlatformUnavailable or RateLimited; then nothing has changed.</returns>
    public async Task<Result<ImportCredential>> ExecuteAsync(
        Actor actor, Guid credentialId, IReadOnlyDictionary<string, string> values, string? baseUrl, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database.ImportCredentials.AsNoTracking(), actor, credentialId, cancellationToken) is not { } before)
        {
            return new UnknownCredential();
        }

        var entered = new NewCredential { Platform = before.Platform, Label = before.Label, BaseUrl = baseUrl ?? before.BaseUrl, Values = values };
        var taken = await intake.TakeAsync(entered, cancellationToken);
        if (!taken.Succeeded)
        {
            return Refused(taken.Refusal);
        }

        var tried = await trials.PassAsync(actor.WorkspaceId, taken.Value, cancellationToken);
        return tried.Succeeded ? await SaveAsync(actor, before, tried.Value, cancellationToken) : Refused(tried.Refusal);
    }

    /// <summary>Keeps what was tried already, unless the connection has got another secret since <paramref name="before"/> was read.</summary>
    internal async Task<Result<ImportCredential>> SaveAsync(
        Actor actor, ImportCredential before, CredentialCandidate candidate, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var locked = database.ImportCredentials.FromSql($"SELECT * FROM import_credentials WHERE id = {before.Id} FOR UPDATE");
        var row = await FindAsync(locked, actor, before.Id, cancellationToken);
        if (row is null || row.EncryptedCredentials != before.EncryptedCredentials)
        {
            return row is null ? new UnknownCredential() : new CredentialHasChanged();
        }

        row.Seal(opener.Seal(row, candidate.Secret), candidate.Hint, candidate.BaseUrl, clock.GetUtcNow());
        if (candidate.Grant is { } grant)
        {
            row.Grant(candidate.Secret.Type, grant, await DatabaseClock.NowAsync(database, cancellationToken));
        }

        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "credential.replaced", $"{row.Id}", cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
        await WaitingImports.ResumeAsync(database, row.Id, row.Status, cancellationToken);
        await trials.CarryLimitsOverAsync(actor.WorkspaceId, candidate, row.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return row;
    }

    private static Task<ImportCredential?> FindAsync(
        IQueryable<ImportCredential> rows, Actor actor, Guid credentialId, CancellationToken cancellationToken) =>
        rows.FirstOrDefaultAsync(row => row.Id == credentialId && row.WorkspaceId == actor.WorkspaceId && row.DeletedAt == null, cancellationToken);

    private static Result<ImportCredential> Refused(Refusal refusal) => refusal;
}
