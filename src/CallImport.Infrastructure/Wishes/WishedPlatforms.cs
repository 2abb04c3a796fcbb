using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Wishes;

/// <summary>What all workspaces wish for, for internal staff.</summary>
public sealed class WishedPlatforms(IDbContextFactory<CallImportDbContext> databases)
{
    private const int MaxRows = 100;

    /// <summary>Most wished first. For callers that have checked that the user is staff.</summary>
    public async Task<IReadOnlyList<WishedPlatform>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.SqlQuery<WishedPlatform>(
            $"""
             SELECT (array_agg(name ORDER BY created_at))[1] AS "Name", count(*)::int AS "Workspaces", max(updated_at) AS last_wished_at,
                 (array_agg(note ORDER BY updated_at DESC) FILTER (WHERE note IS NOT NULL))[1] AS newest_note
             FROM platform_wishes GROUP BY name_key ORDER BY count(*) DESC, max(updated_at) DESC LIMIT {MaxRows}
             """).ToListAsync(cancellationToken);
    }
}

/// <param name="Name">As it was first written.</param>
/// <param name="Workspaces">How many wish for it.</param>
public sealed record WishedPlatform(string Name, int Workspaces, DateTimeOffset LastWishedAt, string? NewestNote);
