using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Makes a person known, if need be, and a member of a workspace. The password of a known person stays as it is.</summary>
public sealed class AddMember(CallImportDbContext database, UserManager<AppUser> users, AuditTrail audit, TimeProvider clock)
{
    /// <param name="isStaff">Also gives a new person the rights of internal staff.</param>
    public async Task<Result<MemberAdded>> ExecuteAsync(
        Workspace workspace, NewMember member, string actor, CancellationToken cancellationToken, bool isStaff = false)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var user = await users.FindByEmailAsync(member.Email);
        var isNew = user is null;
        if (user is null)
        {
            user = new AppUser
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                UserName = member.Email,
                Email = member.Email,
                IsStaff = isStaff,
                CreatedAt = clock.GetUtcNow(),
            };
            var made = await users.CreateAsync(user, member.Password);
            if (!made.Succeeded)
            {
                return new UserRefused(string.Join(' ', made.Errors.Select(error => error.Description)));
            }
        }

        var membership = await database.Memberships
            .SingleOrDefaultAsync(row => row.WorkspaceId == workspace.Id && row.UserId == user.Id, cancellationToken);
        if (membership is null)
        {
            database.Memberships.Add(
                new Membership { WorkspaceId = workspace.Id, UserId = user.Id, Role = member.Role, CreatedAt = clock.GetUtcNow() });
        }
        else
        {
            membership.Role = member.Role;
        }

        await audit.AppendAsync(database, workspace.Id, actor, "member.added", user.Id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MemberAdded(user.Id, isNew);
    }
}

/// <summary>Never printed: it holds a password.</summary>
public sealed class NewMember(string email, string password, WorkspaceRole role)
{
    public string Email { get; } = email;

    public string Password { get; } = password;

    public WorkspaceRole Role { get; } = role;
}

public sealed record MemberAdded(Guid UserId, bool IsNewUser);
