using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class OAuthTables : IEntityTypeConfiguration<OAuthAttempt>
{
    public void Configure(EntityTypeBuilder<OAuthAttempt> builder)
    {
        builder.ToTable("oauth_attempts");
        builder.Property(attempt => attempt.StateHash).HasMaxLength(64);
        builder.Property(attempt => attempt.SessionHash).HasMaxLength(64);
        builder.Property(attempt => attempt.Platform).HasMaxLength(50);
        builder.Property(attempt => attempt.Label).HasMaxLength(100);
        builder.Property(attempt => attempt.Outcome).HasColumnType("jsonb");
        builder.HasIndex(attempt => attempt.StateHash).IsUnique();
        builder.HasIndex(attempt => attempt.ExpiresAt);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(attempt => attempt.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(attempt => attempt.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportCredential>().WithMany().HasForeignKey(attempt => attempt.CredentialId).OnDelete(DeleteBehavior.Cascade);
    }
}
