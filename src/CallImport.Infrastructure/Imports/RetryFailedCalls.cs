using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Tries all failed calls of an import again, and finishes a listing that had to be given up.</summary>
public sealed class RetryFailedCalls(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, DiscoveryTrigger discovery)
{
    /// <returns>how many calls are tried again</returns>
    public async Task<Result<int>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        var isListedAgain = false;
        var result = await ImportChange.MakeAsync<int>(
            databases,
            actor,
            jobId,
            (database, job) =>
            {
                isListedAgain = job.ListingError is not null;
                return RetryAsync(database, actor, job, cancellationToken);
            },
            cancellationToken);
        if (result.Succeeded && isListedAgain)
        {
            await discovery.HintAsync(jobId, cancellationToken);
        }

        return result;
    }

    private async Task<Result<int>> RetryAsync(CallImportDbContext database, Actor actor, ImportJob job, CancellationToken cancellationToken)
    {
        if (await CallRevival.RefusalAsync(database, job, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var calls = await CallRevival.ReviveAsync(database, job, callId: null, cancellationToken);
        if (job.ListingError is not null)
        {
            await CallRevival.ReopenListingAsync(database, job, cancellationToken);
        }

        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.retried", $"{job.Id}", cancellationToken);
        return calls;
    }
}
