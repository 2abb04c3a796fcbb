using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>How every verb that changes an import begins and ends: the role, one transaction, the job's lock; written down only if nothing is refused.</summary>
internal static class ImportChange
{
    public static async Task<Result<T>> MakeAsync<T>(
        IDbContextFactory<CallImportDbContext> databases,
        Actor actor,
        Guid jobId,
        Func<CallImportDbContext, ImportJob, Task<Result<T>>> change,
        CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await ImportJobLock.TakeAsync(database, actor, jobId, cancellationToken) is not { } job)
        {
            return new ImportNotFound();
        }

        var result = await change(database, job);
        if (result.Succeeded)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    /// <summary>The job as the change has left it.</summary>
    public static async Task<Result<ImportJob>> DoneAsync(CallImportDbContext database, Actor actor, Guid jobId, CancellationToken cancellationToken) =>
        await ImportJobLock.ReadAsync(database, actor, jobId, cancellationToken) is { } job ? job : new ImportNotFound();
}
