using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;

namespace CallImport.Infrastructure.Engagements;

/// <summary>Turns the row of a call into what pages show.</summary>
internal static class StoredCall
{
    public static EngagementDetail Read(Engagement row, string? transcriptSource, string? segments, Guid? importJobId) => new()
    {
        Id = row.Id,
        Title = row.Title,
        StartedAt = row.StartedAt,
        DurationSeconds = row.DurationSeconds,
        Direction = row.Direction,
        Language = row.Language,
        Participants = Read<IReadOnlyList<Participant>>(row.Participants) ?? [],
        Recording = Recording(row),
        RecordingAbsence = row.RecordingAbsence,
        Transcript = Read<IReadOnlyList<TranscriptSegment>>(segments) is { } list ? new Transcript(list) : null,
        TranscriptAbsence = row.TranscriptAbsence,
        Insights = Read<CallInsights>(row.Insights),
        Provenance = new EngagementProvenance
        {
            SourcePlatform = row.SourcePlatform,
            SourceCallId = row.SourceCallId,
            SourceGroupId = row.SourceGroupId,
            SourceUrl = WebAddress(row.SourceUrl),
            ImportedAt = row.CreatedAt,
            ImportJobId = importJobId,
            TranscriptSource = transcriptSource,
        },
    };

    public static RecordingFacts? Recording(Engagement row) =>
        row is { RecordingKey: { } key, RecordingBytes: { } bytes, RecordingSha256: { } sha256 }
            ? new RecordingFacts(key, bytes, sha256, row.RecordingMediaType)
            : null;

    /// <returns>null for nothing, and for JSON of another shape: a call must not become unreachable because of one column</returns>
    public static T? Read<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, CallJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Foreign text becomes a link only as an address of the web, never as script or file.</summary>
    public static Uri? WebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;
}
