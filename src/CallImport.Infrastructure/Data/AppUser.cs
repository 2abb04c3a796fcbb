using Microsoft.AspNetCore.Identity;

namespace CallImport.Infrastructure.Data;

/// <summary>A person who signs in. What they may do stands in their memberships.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    /// <summary>Internal staff: sees the admin pages of all workspaces.</summary>
    public bool IsStaff { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
