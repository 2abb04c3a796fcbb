using CallImport.Domain.Credentials;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class SyncTables :
    IEntityTypeConfiguration<ImportSyncConfig>,
    IEntityTypeConfiguration<CredentialWebhook>,
    IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<ImportSyncConfig> builder)
    {
        builder.HasIndex(config => new { config.WorkspaceId, config.CredentialId }).IsUnique();
        builder.HasIndex(config => new { config.Enabled, config.LastSyncAt }).HasDatabaseName("idx_import_sync_configs_enabled");
        builder.HasIndex(config => config.NextRunAt).HasDatabaseName("idx_import_sync_configs_due").HasFilter("enabled");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(config => config.WorkspaceId);
        builder.HasOne<ImportCredential>().WithMany().HasForeignKey(config => config.CredentialId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(config => config.Frequency);
        builder.Property(config => config.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(config => config.LastSyncStatus).HasMaxLength(20);
        builder.Property(config => config.SyncFrom).HasDefaultValueSql("now()");
        builder.Property(config => config.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(config => config.UpdatedAt).HasDefaultValueSql("now()");
        builder.ToTable(table => table.HasCheckConstraint("ck_import_sync_configs_due", "enabled = (next_run_at IS NOT NULL)"));
    }

    public void Configure(EntityTypeBuilder<CredentialWebhook> builder)
    {
        builder.HasKey(webhook => webhook.CredentialId);
        builder.Property(webhook => webhook.Platform).HasMaxLength(50);
        builder.Property(webhook => webhook.ConnectionKey).HasMaxLength(64);
        builder.Property(webhook => webhook.SubscriptionId).HasMaxLength(100);
        builder.HasIndex(webhook => webhook.ConnectionKey).IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(webhook => webhook.WorkspaceId);
        builder.HasOne<ImportCredential>().WithOne().HasForeignKey<CredentialWebhook>(webhook => webhook.CredentialId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.HasKey(received => new { received.CredentialId, received.BodySha256 });
        builder.Property(received => received.BodySha256).HasMaxLength(64);
        builder.HasIndex(received => received.ReceivedAt);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(received => received.WorkspaceId);
        builder.HasOne<CredentialWebhook>().WithMany().HasForeignKey(received => received.CredentialId);
    }
}
