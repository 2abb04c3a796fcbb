using CallImport.Domain.Credentials;
using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class ImportTables :
    IEntityTypeConfiguration<ImportJob>,
    IEntityTypeConfiguration<ImportedCall>,
    IEntityTypeConfiguration<ListingPage>,
    IEntityTypeConfiguration<CallHandover>,
    IEntityTypeConfiguration<CallSkip>,
    IEntityTypeConfiguration<DownloadSlots>,
    IEntityTypeConfiguration<IdempotencyRecord>
{
    /// <summary>Rows that can be claimed; the index on it stays small however much has been imported.</summary>
    private const string Claimable = "status = 'pending'";

    private const string InWork = "status IN ('downloading', 'transcribing', 'processing')";

    public void Configure(EntityTypeBuilder<ImportJob> builder)
    {
        builder.Property(job => job.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(job => job.Platform).HasMaxLength(50);
        builder.Property(job => job.Status).HasDefaultValueSql("'pending'");
        builder.Property(job => job.CorrelationId).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(job => job.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(job => job.UpdatedAt).HasDefaultValueSql("now()");
        builder.Property(job => job.QuotaSharePercentLeft).HasDefaultValue(0);
        builder.Property(job => job.Priority).HasDefaultValue(0);
        builder.Property(job => job.ProcessedCalls).HasDefaultValue(0);
        builder.Property(job => job.FailedCalls).HasDefaultValue(0);
        builder.Property(job => job.SkippedCalls).HasDefaultValue(0);
        builder.Property(job => job.UnlistedCalls).HasDefaultValue(0);
        builder.Property(job => job.StoredBytes).HasDefaultValue(0L);
        builder.Property(job => job.ErrorCount).HasDefaultValue(0);
        builder.Property(job => job.ListingPages).HasDefaultValue(0);
        builder.Property(job => job.LeaseEpoch).HasDefaultValue(0L);
        builder.Property(job => job.ListingPass).HasDefaultValue(0);
        builder.Property(job => job.ListingErrors).HasDefaultValue(0);
        builder.Property(job => job.WaitingIsOutage).HasDefaultValue(false);
        builder.Property(job => job.FoundCalls).HasDefaultValue(0);
        builder.Property(job => job.RateThisMinute).HasDefaultValue(0);
        builder.Property(job => job.RateLastMinute).HasDefaultValue(0);
        builder.Ignore(job => job.Outcome);
        builder.Ignore(job => job.Rate);
        builder.Ignore(job => job.WaitingCalls);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(job => job.WorkspaceId);
        builder.HasOne<ImportCredential>().WithMany().HasForeignKey(job => job.CredentialId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(job => job.CreatedBy).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(job => new { job.WorkspaceId, job.Status }).HasDatabaseName("idx_import_jobs_workspace_status");
        builder.HasIndex(job => job.CredentialId).HasDatabaseName("idx_import_jobs_credential");
        builder.HasIndex(job => new { job.CredentialId, job.CreatedAt }).IsDescending(false, true)
            .HasDatabaseName("idx_import_jobs_sync_runs").HasFilter("job_type = 'sync'");
        builder.HasIndex(job => job.CreatedAt).HasDatabaseName("idx_import_jobs_active")
            .HasFilter("status IN ('pending', 'counting', 'in_progress')");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_import_jobs_ended", "(status IN ('completed', 'failed', 'cancelled')) = (completed_at IS NOT NULL)");
            table.HasCheckConstraint(
                "ck_import_jobs_complete",
                "status <> 'completed' OR (listing_sealed_at IS NOT NULL AND total_calls = processed_calls + failed_calls)");
            table.HasCheckConstraint("ck_import_jobs_counters", "processed_calls >= 0 AND failed_calls >= 0 AND skipped_calls >= 0");
        });
    }

    public void Configure(EntityTypeBuilder<ImportedCall> builder)
    {
        builder.Property(call => call.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.Property(call => call.SourcePlatform).HasMaxLength(50);
        builder.Property(call => call.SourceCallId).HasMaxLength(255);
        builder.Property(call => call.SourceGroupId).HasMaxLength(255);
        builder.Property(call => call.Status).HasDefaultValueSql("'pending'");
        builder.Property(call => call.SourceMetadata).HasColumnType("jsonb");
        builder.Property(call => call.StagedRecording).HasColumnType("jsonb");
        builder.Property(call => call.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(call => call.UpdatedAt).HasDefaultValueSql("now()");
        builder.Property(call => call.RetryCount).HasDefaultValue(0);
        builder.Property(call => call.LeaseEpoch).HasDefaultValue(0L);
        builder.Property(call => call.LeaseLosses).HasDefaultValue(0);
        builder.Property(call => call.NotReadyAnswers).HasDefaultValue(0);
        builder.HasOne<ImportJob>().WithMany().HasForeignKey(call => call.ImportJobId);
        builder.HasOne<ImportCredential>().WithMany().HasForeignKey(call => call.CredentialId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(call => call.EngagementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(call => call.WorkspaceId);
        builder.HasIndex(call => new { call.WorkspaceId, call.SourcePlatform, call.SourceCallId }).IsUnique();
        builder.HasIndex(call => new { call.ImportJobId, call.Status }).HasDatabaseName("idx_imported_calls_job_status");
        builder.HasIndex(call => new { call.SourcePlatform, call.SourceCallId }).HasDatabaseName("idx_imported_calls_source");
        builder.HasIndex(call => new { call.ImportJobId, call.StartedAt }).IsDescending(false, true)
            .HasDatabaseName("idx_imported_calls_fresh").HasFilter($"{Claimable} AND due_at IS NULL");
        builder.HasIndex(call => new { call.ImportJobId, call.DueAt })
            .HasDatabaseName("idx_imported_calls_due").HasFilter($"{Claimable} AND due_at IS NOT NULL");
        builder.HasIndex(call => new { call.ImportJobId, call.StartedAt, call.Id }).IsDescending(false, true, true)
            .HasDatabaseName("idx_imported_calls_listed");
        builder.HasIndex(call => new { call.ImportJobId, call.CompletedAt }).IsDescending(false, true)
            .HasDatabaseName("idx_imported_calls_latest").HasFilter("completed_at IS NOT NULL");
        builder.HasIndex(call => call.LeaseUntil).HasDatabaseName("idx_imported_calls_leased").HasFilter(InWork);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_imported_calls_lease", $"({InWork}) = (lease_until IS NOT NULL)");
            table.HasCheckConstraint("ck_imported_calls_completed", "(status = 'completed') = (engagement_id IS NOT NULL AND completed_at IS NOT NULL)");
            table.HasCheckConstraint("ck_imported_calls_failed", "status <> 'failed' OR (last_error IS NOT NULL AND last_error_class IS NOT NULL)");
        });
    }

    public void Configure(EntityTypeBuilder<ListingPage> builder)
    {
        builder.HasKey(page => new { page.ImportJobId, page.CursorHash });
        builder.HasOne<ImportJob>().WithMany().HasForeignKey(page => page.ImportJobId);
    }

    public void Configure(EntityTypeBuilder<CallHandover> builder)
    {
        builder.HasKey(handover => new { handover.ImportJobId, handover.ImportedCallId });
        builder.HasOne<ImportJob>().WithMany().HasForeignKey(handover => handover.ImportJobId);
        builder.HasOne<ImportedCall>().WithMany().HasForeignKey(handover => handover.ImportedCallId);
    }

    public void Configure(EntityTypeBuilder<CallSkip> builder)
    {
        builder.HasKey(skip => new { skip.ImportJobId, skip.ImportedCallId });
        builder.HasOne<ImportJob>().WithMany().HasForeignKey(skip => skip.ImportJobId);
        builder.HasOne<ImportedCall>().WithMany().HasForeignKey(skip => skip.ImportedCallId);
    }

    public void Configure(EntityTypeBuilder<DownloadSlots> builder)
    {
        builder.HasKey(slots => new { slots.CredentialId, slots.Node });
        builder.HasOne<ImportCredential>().WithMany().HasForeignKey(slots => slots.CredentialId);
    }

    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.HasKey(record => new { record.WorkspaceId, record.Operation, record.Key });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(record => record.WorkspaceId);
    }
}
