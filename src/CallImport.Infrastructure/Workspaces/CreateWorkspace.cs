using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Operators make workspaces; nobody can do so for themselves.</summary>
public sealed class CreateWorkspace(CallImportDbContext database, AuditTrail audit, TimeProvider clock)
{
    private const int LongestName = 200;

    public async Task<Result<Workspace>> ExecuteAsync(string name, string actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
        {
            return new WorkspaceNameMissing();
        }

        var workspace = new Workspace { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name.Trim(), CreatedAt = clock.GetUtcNow() };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Workspaces.Add(workspace);
        await audit.AppendAsync(database, workspace.Id, actor, "workspace.created", workspace.Id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return workspace;
    }
}
