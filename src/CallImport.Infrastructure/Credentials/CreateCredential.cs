using System.Security.Cryptography;
using System.Text;
using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Connects an account: the platform is asked first, and only a credential that works is saved.</summary>
public sealed class CreateCredential
{
    private const string Operation = "credential.create";
    private const int HashRounds = 100_000;

    private readonly CredentialIntake intake;
    private readonly CredentialTrials trials;
    private readonly CredentialOpener opener;
    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly AuditTrail audit;
    private readonly TimeProvider clock;

    internal CreateCredential(
        CredentialIntake intake, CredentialTrials trials, CredentialOpener opener, IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, TimeProvider clock) =>
        (this.intake, this.trials, this.opener, this.databases, this.audit, this.clock) = (intake, trials, opener, databases, audit, clock);

    /// <param name="idempotencyKey">The same key with the same arguments gives the same credential for 24 h; null = every request is new.</param>
    /// <returns>
    /// The saved credential, or Forbidden, BadInput, Conflict (label or key taken), CredentialInvalid, PlatformUnavailable or RateLimited.
    /// </returns>
    public async Task<Result<ImportCredential>> ExecuteAsync(
        Actor actor, NewCredential credential, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        var taken = await intake.TakeAsync(credential, cancellationToken);
        if (!taken.Succeeded)
        {
            return Refused(taken.Refusal);
        }

        var (candidate, key) = (taken.Value, idempotencyKey is null ? null : new KeyedRequest(idempotencyKey, Arguments(actor, idempotencyKey, taken.Value)));
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (key is not null && await MadeBeforeAsync(database, actor, key, cancellationToken) is { } before)
        {
            return before;
        }

        if (await database.ImportCredentials.AnyAsync(
            row => row.WorkspaceId == actor.WorkspaceId && row.Platform == candidate.Descriptor.Slug && row.Label == candidate.Label && row.DeletedAt == null,
            cancellationToken))
        {
            return new LabelTaken(candidate.Descriptor.DisplayName, candidate.Label);
        }

        var tried = await trials.PassAsync(actor.WorkspaceId, candidate, cancellationToken);
        return tried.Succeeded ? await SaveAsync(database, actor, tried.Value, key, cancellationToken) : Refused(tried.Refusal);
    }

    /// <summary>Keeps what was tried already.</summary>
    internal async Task<Result<ImportCredential>> SaveAsync(Actor actor, CredentialCandidate candidate, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await SaveAsync(database, actor, candidate, null, cancellationToken);
    }

    private async Task<Result<ImportCredential>> SaveAsync(
        CallImportDbContext database, Actor actor, CredentialCandidate candidate, KeyedRequest? key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = new ImportCredential(
            Guid.CreateVersion7(now), actor.WorkspaceId, candidate.Descriptor.Slug, candidate.Label, candidate.Secret.Type, actor.UserId, now);
        row.Seal(opener.Seal(row, candidate.Secret), candidate.Hint, candidate.BaseUrl, now);
        if (candidate.Grant is { } grant)
        {
            row.Grant(candidate.Secret.Type, grant, await DatabaseClock.NowAsync(database, cancellationToken));
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (key is not null)
        {
            var claim = await IdempotencyClaim.MakeAsync(database, actor.WorkspaceId, Operation, key.Key, key.Arguments, row.Id, cancellationToken);
            if (claim.IsConflict || claim.ResultId != row.Id)
            {
                return claim.IsConflict ? new KeyUsedOtherwise() : await FindAsync(database, actor, claim.ResultId, cancellationToken);
            }
        }

        database.ImportCredentials.Add(row);
        try
        {
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "credential.created", $"{row.Id}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new LabelTaken(candidate.Descriptor.DisplayName, candidate.Label);
        }

        await trials.CarryLimitsOverAsync(actor.WorkspaceId, candidate, row.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return row;
    }

    private static async Task<Result<ImportCredential>?> MadeBeforeAsync(
        CallImportDbContext database, Actor actor, KeyedRequest request, CancellationToken cancellationToken)
    {
        var made = await database.Database.SqlQuery<MadeRow>(
            $"""
             SELECT arguments_hash, result_id FROM idempotency_records
             WHERE workspace_id = {actor.WorkspaceId} AND operation = {Operation} AND key = {request.Key} AND created_at >= now() - interval '24 hours'
             """).ToListAsync(cancellationToken);
        if (made is not [var record])
        {
            return null;
        }

        return record.ArgumentsHash == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Arguments)))
            ? await FindAsync(database, actor, record.ResultId, cancellationToken)
            : new KeyUsedOtherwise();
    }

    private static async Task<Result<ImportCredential>> FindAsync(CallImportDbContext database, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await database.ImportCredentials.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.WorkspaceId == actor.WorkspaceId, cancellationToken) is { } row
            ? row
            : new UnknownCredential();

    /// <summary>The secret is one of the arguments, so what is kept of them must not help to guess it: slow, and different for every key.</summary>
    private static string Arguments(Actor actor, string idempotencyKey, CredentialCandidate candidate)
    {
        string[] arguments =
        [
            candidate.Descriptor.Slug, candidate.Label, candidate.BaseUrl ?? "", .. candidate.Secret.Values.OrderBy(pair => pair.Key).Select(pair => pair.Value),
        ];
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
            string.Concat(arguments.Select(argument => $"{argument.Length}:{argument}")),
            Encoding.UTF8.GetBytes($"{actor.WorkspaceId}:{idempotencyKey}"),
            HashRounds,
            HashAlgorithmName.SHA256,
            32));
    }

    private static Result<ImportCredential> Refused(Refusal refusal) => refusal;

    private sealed record KeyedRequest(string Key, string Arguments);

    private sealed record MadeRow(string ArgumentsHash, Guid ResultId);
}
