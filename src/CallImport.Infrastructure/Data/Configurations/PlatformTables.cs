using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class PlatformTables :
    IEntityTypeConfiguration<PlatformCapability>,
    IEntityTypeConfiguration<RateLimitBucket>,
    IEntityTypeConfiguration<PlatformWish>,
    IEntityTypeConfiguration<ImportCredential>
{
    public void Configure(EntityTypeBuilder<PlatformCapability> builder)
    {
        builder.Property(capability => capability.Platform).HasMaxLength(50);
        builder.Property(capability => capability.DisplayName).HasMaxLength(100);
        builder.HasIndex(capability => capability.Platform).IsUnique();
        builder.Property(capability => capability.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(capability => capability.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(capability => capability.UpdatedAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<RateLimitBucket> builder)
    {
        builder.HasKey(bucket => new { bucket.CredentialId, bucket.Group });
        builder.Property(bucket => bucket.Group).HasColumnName("limit_group");
    }

    public void Configure(EntityTypeBuilder<PlatformWish> builder)
    {
        builder.Property(wish => wish.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(wish => wish.Name).HasMaxLength(PlatformWish.LongestName);
        builder.Property(wish => wish.NameKey).HasMaxLength(PlatformWish.LongestName);
        builder.Property(wish => wish.Note).HasMaxLength(PlatformWish.LongestNote);
        builder.Property(wish => wish.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(wish => wish.UpdatedAt).HasDefaultValueSql("now()");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(wish => wish.WorkspaceId);
        builder.HasIndex(wish => new { wish.WorkspaceId, wish.NameKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ImportCredential> builder)
    {
        builder.Property(credential => credential.Platform).HasMaxLength(50);
        builder.Property(credential => credential.Label).HasMaxLength(100);
        builder.Property(credential => credential.EncryptedCredentials).HasColumnType("jsonb");
        builder.Property(credential => credential.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(credential => credential.UpdatedAt).HasDefaultValueSql("now()");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(credential => credential.WorkspaceId);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(credential => credential.CreatedBy).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(credential => new { credential.WorkspaceId, credential.Platform, credential.Label })
            .IsUnique().HasFilter("deleted_at IS NULL");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_import_credentials_erased", "(status = 'deleted') = (deleted_at IS NOT NULL) AND (deleted_at IS NULL OR encrypted_credentials = '{}')"));
    }
}
