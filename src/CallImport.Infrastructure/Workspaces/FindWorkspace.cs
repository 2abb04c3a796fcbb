using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>For operators, who name a workspace by id or by name.</summary>
public sealed class FindWorkspace(CallImportDbContext database)
{
    public async Task<Result<Workspace>> ExecuteAsync(string idOrName, CancellationToken cancellationToken)
    {
        var byId = Guid.TryParse(idOrName, out var id);
        var found = await database.Workspaces.AsNoTracking()
            .Where(workspace => byId ? workspace.Id == id : workspace.Name == idOrName)
            .OrderBy(workspace => workspace.Id).Take(2).ToListAsync(cancellationToken);
        return found switch
        {
            [var only] => only,
            [] => new UnknownWorkspace(idOrName),
            _ => new AmbiguousWorkspace(idOrName),
        };
    }
}
