using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Takes a person out of a workspace; sessions notice within seconds, tokens end with the membership.</summary>
public sealed class RemoveMember(CallImportDbContext database, UserManager<AppUser> users, AuditTrail audit, TimeProvider clock)
{
    /// <returns>the id of the person</returns>
    public async Task<Result<Guid>> ExecuteAsync(Workspace workspace, string email, string actor, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(email) is not { } user)
        {
            return new UnknownMember(email);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var removed = await database.Memberships
            .Where(membership => membership.WorkspaceId == workspace.Id && membership.UserId == user.Id)
            .ExecuteDeleteAsync(cancellationToken);
        if (removed == 0)
        {
            return new UnknownMember(email);
        }

        var now = clock.GetUtcNow();
        await database.ApiTokens
            .Where(token => token.WorkspaceId == workspace.Id && token.UserId == user.Id && token.RevokedAt == null)
            .ExecuteUpdateAsync(token => token.SetProperty(row => row.RevokedAt, now), cancellationToken);
        await audit.AppendAsync(database, workspace.Id, actor, "member.removed", user.Id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }
}
