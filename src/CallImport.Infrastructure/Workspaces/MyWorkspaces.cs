using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

public sealed record MyWorkspace(Guid Id, string Name);

/// <summary>The workspaces a user is a member of.</summary>
public sealed class MyWorkspaces(IDbContextFactory<CallImportDbContext> databases)
{
    /// <returns>by name; empty for operators and the system</returns>
    public async Task<IReadOnlyList<MyWorkspace>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Workspaces.AsNoTracking()
            .Where(workspace => database.Memberships.Any(membership => membership.WorkspaceId == workspace.Id && membership.UserId == actor.UserId))
            .OrderBy(workspace => workspace.Name)
            .Select(workspace => new MyWorkspace(workspace.Id, workspace.Name)).ToListAsync(cancellationToken);
    }
}
