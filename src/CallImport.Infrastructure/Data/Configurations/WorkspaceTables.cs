using CallImport.Domain.Workspaces;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class WorkspaceTables :
    IEntityTypeConfiguration<Workspace>,
    IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<ApiToken>,
    IEntityTypeConfiguration<AuditEvent>,
    IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<Workspace> builder) => builder.Property(workspace => workspace.Name).HasMaxLength(200);

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasKey(membership => new { membership.WorkspaceId, membership.UserId });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(membership => membership.WorkspaceId);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(membership => membership.UserId);
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.Property(token => token.Name).HasMaxLength(100);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(token => token.WorkspaceId);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(token => token.UserId);
    }

    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.HasKey(auditEvent => auditEvent.Seq);
        builder.Property(auditEvent => auditEvent.Seq).ValueGeneratedNever();
        builder.HasIndex(auditEvent => new { auditEvent.WorkspaceId, auditEvent.Seq });
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder) => builder.Property(head => head.Id).ValueGeneratedNever();
}

internal sealed class UserTables :
    IEntityTypeConfiguration<AppUser>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.ToTable("users");
        builder.HasIndex(user => user.NormalizedEmail).HasDatabaseName("ix_users_normalized_email").IsUnique();
        builder.HasIndex(user => user.NormalizedUserName).HasDatabaseName("ix_users_normalized_user_name").IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("user_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("user_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("user_tokens");
}
