using CallImport.Domain.Engagements;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Transcription;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Data.Configurations;

internal sealed class EngagementTables :
    IEntityTypeConfiguration<Engagement>,
    IEntityTypeConfiguration<EngagementTranscript>,
    IEntityTypeConfiguration<TranscriptionOrder>,
    IEntityTypeConfiguration<AnsweredSpeech>
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
        builder.Property(transcript => transcript.Original).HasColumnType("json");
        builder.Property(transcript => transcript.Source).HasMaxLength(20);
        builder.HasOne<Engagement>().WithOne().HasForeignKey<EngagementTranscript>(transcript => transcript.EngagementId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(transcript => transcript.WorkspaceId);
    }

    public void Configure(EntityTypeBuilder<TranscriptionOrder> builder)
    {
        builder.HasKey(order => order.EngagementId);
        builder.Property(order => order.OrderedAt).HasDefaultValueSql("now()");
        builder.Property(order => order.DueAt).HasDefaultValueSql("now()");
        builder.Property(order => order.LeaseEpoch).HasDefaultValue(0L);
        builder.HasOne<Engagement>().WithOne().HasForeignKey<TranscriptionOrder>(order => order.EngagementId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(order => order.WorkspaceId);
        builder.HasIndex(order => order.DueAt).HasDatabaseName("idx_transcription_orders_due").HasFilter("refusal IS NULL");
    }

    public void Configure(EntityTypeBuilder<AnsweredSpeech> builder)
    {
        builder.ToTable("answered_speech");
        builder.HasKey(answer => new { answer.WorkspaceId, answer.RecordingSha256, answer.Model, answer.Piece });
        builder.Property(answer => answer.RecordingSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(answer => answer.Words).HasColumnType("jsonb");
        builder.Property(answer => answer.AnsweredAt).HasDefaultValueSql("now()");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(answer => answer.WorkspaceId);
    }
}
