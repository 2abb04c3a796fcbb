using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>The connections of a workspace, without their secrets' content: rows carry ciphertext only.</summary>
public sealed class CredentialQueries(IDbContextFactory<CallImportDbContext> databases)
{
    /// <summary>Those that are not deleted, newest first.</summary>
    public async Task<IReadOnlyList<ImportCredential>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportCredentials.AsNoTracking()
            .Where(row => row.WorkspaceId == actor.ReadableWorkspaceId && row.DeletedAt == null)
            .OrderByDescending(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Also finds deleted ones: history points to them.</summary>
    public async Task<ImportCredential?> FindAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportCredentials.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == credentialId && row.WorkspaceId == actor.ReadableWorkspaceId, cancellationToken);
    }
}
