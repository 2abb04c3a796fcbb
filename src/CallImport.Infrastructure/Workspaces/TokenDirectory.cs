using System.Collections.Concurrent;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>
/// Who bears a token. A busy client asks often and the answer rarely changes, so this node believes what it read for a moment: short
/// enough that a revocation, a removed member or a changed role counts everywhere within seconds.
/// </summary>
public sealed class TokenDirectory(IDbContextFactory<CallImportDbContext> databases, TokenUse use, TimeProvider clock)
{
    /// <summary>Together with the pause between two looks at an open socket it stays below 5 s.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);

    /// <summary>A token that is none, has ended or has expired never comes back; only a member who does makes another look worthwhile.</summary>
    private static readonly TimeSpan DisbelievedFor = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private const int MostEntries = 10_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The token was good when it was last looked at here, or is known to be none: answering costs (almost) nothing.</summary>
    public bool Knows(string hash) => entries.TryGetValue(hash, out var entry) && (entry.Bearer is not null || IsFresh(entry));

    /// <param name="hash">Of the token; see <see cref="ApiTokenSecret.Hash"/>.</param>
    /// <returns>null for a token that is unknown, revoked, expired or whose owner has left the workspace</returns>
    public async Task<TokenBearer?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (!entries.TryGetValue(hash, out var entry) || !IsFresh(entry))
        {
            entry = new Entry(await ReadAsync(hash, cancellationToken), clock.GetTimestamp());
            MakeRoom();
            entries[hash] = entry;
            use.Note(entry.Bearer);
        }

        return entry.Bearer is { } bearer && !(bearer.ExpiresAt <= clock.GetUtcNow()) ? bearer : null;
    }

    private async Task<TokenBearer?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from token in database.ApiTokens.AsNoTracking()
            join membership in database.Memberships on new { token.WorkspaceId, token.UserId } equals new { membership.WorkspaceId, membership.UserId }
            join user in database.Users on token.UserId equals user.Id
            where token.TokenHash == hash && token.RevokedAt == null
            select new TokenBearer
            {
                TokenId = token.Id,
                TokenHash = token.TokenHash,
                WorkspaceId = token.WorkspaceId,
                UserId = token.UserId,
                Email = user.Email ?? "",
                Role = membership.Role,
                Scopes = token.Scopes,
                ExpiresAt = token.ExpiresAt,
                LastUsedAt = token.LastUsedAt,
            }).FirstOrDefaultAsync(cancellationToken);
    }

    private bool IsFresh(Entry entry) => clock.GetElapsedTime(entry.ReadAt) < (entry.Bearer is null ? DisbelievedFor : Believed);

    /// <summary>Somebody who tries tokens must not fill the memory.</summary>
    private void MakeRoom()
    {
        if (entries.Count < MostEntries)
        {
            return;
        }

        foreach (var old in entries.Where(entry => entry.Value.Bearer is null || clock.GetElapsedTime(entry.Value.ReadAt) > Remembered))
        {
            entries.TryRemove(old);
        }
    }

    private sealed record Entry(TokenBearer? Bearer, long ReadAt);
}
