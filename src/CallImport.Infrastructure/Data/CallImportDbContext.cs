using CallImport.Domain.Credentials;
using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Transcription;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Data;

/// <summary>The one database. Identity's users live beside the product's own tables.</summary>
public sealed class CallImportDbContext(DbContextOptions<CallImportDbContext> options)
    : IdentityUserContext<AppUser, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<PlatformCapability> PlatformCapabilities => Set<PlatformCapability>();

    public DbSet<PlatformWish> PlatformWishes => Set<PlatformWish>();

    public DbSet<RateLimitBucket> RateLimitBuckets => Set<RateLimitBucket>();

    public DbSet<ImportCredential> ImportCredentials => Set<ImportCredential>();

    public DbSet<OAuthAttempt> OAuthAttempts => Set<OAuthAttempt>();

    public DbSet<ImportJob> ImportJobs => Set<ImportJob>();

    public DbSet<ImportedCall> ImportedCalls => Set<ImportedCall>();

    public DbSet<ListingPage> ListingPages => Set<ListingPage>();

    public DbSet<CallHandover> CallHandovers => Set<CallHandover>();

    public DbSet<CallSkip> CallSkips => Set<CallSkip>();

    public DbSet<DownloadSlots> DownloadSlots => Set<DownloadSlots>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<ImportSyncConfig> ImportSyncConfigs => Set<ImportSyncConfig>();

    public DbSet<CredentialWebhook> CredentialWebhooks => Set<CredentialWebhook>();

    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();

    public DbSet<Engagement> Engagements => Set<Engagement>();

    public DbSet<EngagementTranscript> Transcripts => Set<EngagementTranscript>();

    public DbSet<TranscriptionOrder> TranscriptionOrders => Set<TranscriptionOrder>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CallImportDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreAsSlug<CredentialType>();
        configurationBuilder.StoreAsSlug<CredentialStatus>();
        configurationBuilder.StoreAsSlug<PlatformStatus>();
        configurationBuilder.StoreAsSlug<ImportJobType>();
        configurationBuilder.StoreAsSlug<ImportJobStatus>();
        configurationBuilder.StoreAsSlug<ImportedCallStatus>();
        configurationBuilder.StoreAsSlug<FailureClass>();
        configurationBuilder.StoreAsSlug<WorkspaceRole>();
    }
}
