using CallImport.Domain.Workspaces;
using Npgsql;

namespace CallImport.Infrastructure.Imports;

/// <summary>Cancels what still runs with a connection that was deleted by a process that did not live to cancel it. Nobody else would: it can neither go on nor be resumed.</summary>
internal sealed class EndAbandonedImports(NpgsqlDataSource database, CancelImport cancelImport)
{
    private const string ActorName = "system";

    /// <summary>Whoever deletes cancels at once, and under the name of who asked for it: that comes first.</summary>
    private const string Abandoned =
        """
        SELECT job.id, job.workspace_id FROM import_jobs job
        JOIN import_credentials credential ON credential.id = job.credential_id AND credential.status = 'deleted' AND credential.updated_at < now() - interval '30 seconds'
        WHERE job.status IN ('pending', 'counting', 'in_progress') ORDER BY job.created_at LIMIT 500
        """;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (var (job, workspace) in await FindAsync(cancellationToken))
        {
            await cancelImport.ExecuteAsync(new Actor(workspace, null, ActorName, WorkspaceRole.Member), job, cancellationToken);
        }
    }

    private async Task<List<(Guid Job, Guid Workspace)>> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Abandoned);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetGuid(1)));
        }

        return found;
    }
}
