using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.OAuth;

/// <summary>What came of a sign-in, for the page that the browser comes back to.</summary>
public sealed record OAuthOutcome
{
    /// <summary>The connection; null when there is none.</summary>
    public Guid? CredentialId { get; init; }

    /// <summary>What went wrong and what to do.</summary>
    public string? Problem { get; init; }

    public IReadOnlyList<CredentialCheck> Checks { get; init; } = [];
}

public sealed class OAuthOutcomes(IDbContextFactory<CallImportDbContext> databases)
{
    /// <returns>null for an attempt that is not this user's, did not end, or is long over</returns>
    public async Task<OAuthOutcome?> FindAsync(Actor actor, Guid attemptId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var outcome = await database.OAuthAttempts.AsNoTracking()
            .Where(attempt => attempt.Id == attemptId && attempt.WorkspaceId == actor.WorkspaceId && attempt.UserId == actor.UserId)
            .Select(attempt => attempt.Outcome).FirstOrDefaultAsync(cancellationToken);
        return outcome is null ? null : JsonSerializer.Deserialize<OAuthOutcome>(outcome, CallJson.Options);
    }
}
