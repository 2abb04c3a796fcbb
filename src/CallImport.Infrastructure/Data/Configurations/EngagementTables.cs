using CallImport.Domain.Engagements;
using CallImport.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class EngagementTables : IEntityTypeConfiguration<Engagement>, IEntityTypeConfiguration<EngagementTranscript>
{
    /// <summary>
    /// Shadow column, written with the row: title, people and words of the call, cut to what a tsvector holds (1 MB).
    /// </summary>
    public const string SearchVector = "SearchVector";

    public void Configure(EntityTypeBuilder<Engagement> builder)
    {
        builder.Property(engagement => engagement.SourcePlatform).HasMaxLength(50);
        builder.Property(engagement => engagement.SourceCallId).HasMaxLength(255);
        builder.Property(engagement => engagement.SourceGroupId).HasMaxLength(255);
        builder.Property(engagement => engagement.RecordingSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(engagement => engagement.Participants).HasColumnType("jsonb");
        builder.Property(engagement => engagement.Insights).HasColumnType("jsonb");
        builder.Property(engagement => engagement.CreatedAt).HasDefaultValueSql("now()");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(engagement => engagement.WorkspaceId);
        builder.HasIndex(engagement => new { engagement.WorkspaceId, engagement.SourcePlatform, engagement.SourceCallId }).IsUnique();
        builder.HasIndex(engagement => new { engagement.WorkspaceId, engagement.StartedAt, engagement.Id }).IsDescending(false, true, true);
        builder.HasIndex(engagement => new { engagement.WorkspaceId, engagement.CreatedAt });
        builder.Property<NpgsqlTsVector?>(SearchVector);
        builder.HasIndex(SearchVector).HasMethod("gin");
        builder.HasIndex(engagement => engagement.RecordingKey).IsUnique().HasFilter("recording_key IS NOT NULL");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_engagements_recording",
            "(recording_key IS NULL) = (recording_bytes IS NULL) AND (recording_key IS NULL) = (recording_sha256 IS NULL)"));
    }

    public void Configure(EntityTypeBuilder<EngagementTranscript> builder)
    {
        builder.ToTable("transcripts");
        builder.HasKey(transcript => transcript.EngagementId);
        builder.Property(transcript => transcript.Segments).HasColumnType("jsonb");
        builder.Property(transcript => transcript.Original).HasColumnType("jsonb");
        builder.Property(transcript => transcript.Source).HasMaxLength(20);
        builder.HasOne<Engagement>().WithOne().HasForeignKey<EngagementTranscript>(transcript => transcript.EngagementId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(transcript => transcript.WorkspaceId);
    }
}
