using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Wishes;

/// <summary>Notes that a workspace would like a platform. The same wish again changes its note only.</summary>
public sealed class WishForPlatform(IDbContextFactory<CallImportDbContext> databases, PlatformRegistry registry, AuditTrail audit)
{
    /// <summary>Made or changed by one workspace within an hour.</summary>
    private const int MostPerHour = 10;

    /// <param name="name">1 to 100 characters, in any spelling.</param>
    /// <param name="note">What it is used for; null or empty for nothing.</param>
    /// <returns>The name as it is noted, or Forbidden, BadInput, Conflict (it can be connected) or RateLimited.</returns>
    public async Task<Result<string>> ExecuteAsync(Actor actor, string name, string? note, CancellationToken cancellationToken)
    {
        if (!actor.MayRead)
        {
            return new MayNotWish();
        }

        var (wished, key, said) = (name.Trim(), PlatformWish.KeyOf(name), string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        if (key.Length is 0 or > PlatformWish.LongestName || wished.Length > PlatformWish.LongestName || said?.Length > PlatformWish.LongestNote || wished.Any(char.IsControl) || said?.Contains('\0') == true)
        {
            return new WishUnusable();
        }

        if ((await registry.ListAsync(cancellationToken)).FirstOrDefault(entry => entry.CanConnect && NamesOf(entry).Any(known => PlatformWish.KeyOf(known) == key)) is { } offered)
        {
            return new AlreadyOffered(offered.Capability.DisplayName);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var wishes = await database.Database.SqlQuery<Noted>(
            $"""
             INSERT INTO platform_wishes (id, workspace_id, name, name_key, note)
             SELECT gen_random_uuid(), {actor.WorkspaceId}, {wished}, {key}, {said}
             WHERE (SELECT count(*) FROM platform_wishes WHERE workspace_id = {actor.WorkspaceId} AND updated_at > now() - interval '1 hour') < {MostPerHour}
             ON CONFLICT (workspace_id, name_key) DO UPDATE SET note = coalesce(excluded.note, platform_wishes.note), updated_at = now()
             RETURNING id, name, created_at = updated_at AS is_new
             """).ToListAsync(cancellationToken);
        if (wishes is not [var noted])
        {
            return new TooManyWishes();
        }

        if (noted.IsNew)
        {
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "platform.wished", $"{noted.Id}", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return noted.Name;
    }

    private static IEnumerable<string> NamesOf(PlatformEntry entry) => [entry.Descriptor.Slug, entry.Descriptor.DisplayName, entry.Capability.DisplayName, .. entry.Descriptor.Aliases];

    private sealed record Noted(Guid Id, string Name, bool IsNew);
}
