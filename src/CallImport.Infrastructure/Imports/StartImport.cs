using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Imports;

/// <summary>Starts an import. From here on the row in <c>import_jobs</c> carries it, whatever happens to this process.</summary>
public sealed partial class StartImport(
    IDbContextFactory<CallImportDbContext> databases,
    AuditTrail audit,
    DiscoveryTrigger discovery,
    TimeProvider clock,
    ILogger<StartImport> logger)
{
    private const string Operation = "import.start";
    private const int PaidPriority = 1;

    /// <summary>With an idempotency key: the same arguments give the same job for 24 hours, others are a conflict.</summary>
    public Task<Result<ImportJob>> ExecuteAsync(Actor actor, StartImportRequest request, CancellationToken cancellationToken) =>
        ExecuteAsync(actor, request, null, cancellationToken);

    /// <param name="mayStart">Asked in the transaction of the start; when it says no, another has started already and nothing is written.</param>
    internal async Task<Result<ImportJob>> ExecuteAsync(
        Actor actor, StartImportRequest request, Func<CallImportDbContext, Task<bool>>? mayStart, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        if (Mistake(request) is { } mistake)
        {
            return mistake;
        }

        var now = clock.GetUtcNow();
        if (ImportWindow.Freeze(request.From, request.To, now) is not { } window)
        {
            return ImportWindow.Refusal(request.From, now);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var jobId = Guid.CreateVersion7(now);
        if (request.IdempotencyKey is not null)
        {
            var claim = await IdempotencyClaim.MakeAsync(database, actor.WorkspaceId, Operation, request.IdempotencyKey, Arguments(request), jobId, cancellationToken);
            if (claim.IsConflict)
            {
                return new KeyUsedOtherwise();
            }

            if (claim.ResultId != jobId)
            {
                return await FindAsync(database, actor, claim.ResultId, cancellationToken) is { } earlier ? earlier : new ImportNotFound();
            }
        }

        var credential = await database.ImportCredentials.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == request.CredentialId && row.WorkspaceId == actor.WorkspaceId, cancellationToken);
        if (credential is null or { Status: CredentialStatus.Deleted })
        {
            return new CredentialNotFound();
        }

        if (!credential.IsValid)
        {
            return new CredentialNotUsable(credential.InvalidReason);
        }

        if (mayStart is not null && !await mayStart(database))
        {
            return new StartedByAnother();
        }

        var isPaid = await database.Workspaces.Where(row => row.Id == actor.WorkspaceId).Select(row => row.IsPaid).FirstAsync(cancellationToken);
        database.ImportJobs.Add(new ImportJob
        {
            Id = jobId,
            WorkspaceId = actor.WorkspaceId,
            CredentialId = credential.Id,
            Platform = credential.Platform,
            JobType = request.JobType,
            DateRangeStart = request.From is null ? null : window.From,
            DateRangeEnd = request.To is null ? null : window.To,
            CallLimit = request.CallLimit,
            QuotaSharePercentLeft = request.QuotaSharePercentLeft,
            Priority = isPaid ? PaidPriority : 0,
            CreatedBy = actor.UserId,
        });
        await database.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.started", $"{jobId}", cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // The row is safe. If this hint is lost, the sweeper finds the job within seconds.
        await discovery.HintAsync(jobId, cancellationToken);
        Log.Started(logger, jobId, credential.Platform);
        return await FindAsync(database, actor, jobId, cancellationToken) is { } job ? job : new ImportNotFound();
    }

    private static WrongArgument? Mistake(StartImportRequest request) => request switch
    {
        { CallLimit: < 1 or > StartImportRequest.MaxCallLimit } =>
            new WrongArgument($"The number of calls to try first must be between 1 and {StartImportRequest.MaxCallLimit}."),
        { QuotaSharePercentLeft: < 0 or > 90 } => new WrongArgument("The share of the limit to leave to others must be between 0 and 90 percent."),
        { IdempotencyKey: { Length: 0 or > 255 } } => new WrongArgument("An Idempotency-Key has 1 to 255 characters."),
        { IdempotencyKey: { } key } when key.Contains('\0') => new WrongArgument("An Idempotency-Key has no control characters."),
        _ => null,
    };

    /// <summary>What was asked, not what it was turned into: an open end means another moment each time.</summary>
    private static string Arguments(StartImportRequest request) => string.Join('|', [
        $"{request.CredentialId:N}", Slug.Of(request.JobType), $"{request.From?.UtcTicks}", $"{request.To?.UtcTicks}",
        $"{request.CallLimit}", $"{request.QuotaSharePercentLeft}"]);

    private static Task<ImportJob?> FindAsync(CallImportDbContext database, Actor actor, Guid jobId, CancellationToken cancellationToken) =>
        database.ImportJobs.AsNoTracking().FirstOrDefaultAsync(row => row.Id == jobId && row.WorkspaceId == actor.WorkspaceId, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Import {JobId} from {Platform} is accepted")]
        public static partial void Started(ILogger logger, Guid jobId, string platform);
    }
}
