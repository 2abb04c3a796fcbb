using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>Puts together what the library gets; it is written with the call's own end, in one transaction.</summary>
internal sealed class CreateEngagement(TimeProvider clock) : ICallStep
{
    public Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (call, details) = (context.Call, context.Details);

        // One that was imported before its recording came stays the call that it is.
        var engagementId = call.EngagementId ?? Guid.CreateVersion7(now);
        var engagement = new Engagement
        {
            Id = engagementId,
            WorkspaceId = call.WorkspaceId,
            SourcePlatform = call.Platform,
            SourceCallId = call.SourceCallId,
            SourceGroupId = call.SourceGroupId,
            SourceUrl = details.SourceUrl,
            Title = call.Title,
            StartedAt = call.StartedAt,
            DurationSeconds = call.DurationSeconds,
            Direction = details.Direction,
            Language = details.Language,
            RecordingKey = context.RecordingKey,
            RecordingBytes = context.Staged?.Bytes,
            RecordingSha256 = context.Staged?.Sha256,
            RecordingMediaType = context.Staged?.MediaType,
            RecordingAbsence = context.Staged is null ? context.RecordingAbsence ?? "The source has no recording of this call." : null,
            TranscriptAbsence = context.Transcript is null ? context.TranscriptAbsence : null,
            Participants = JsonSerializer.Serialize(details.Participants, CallJson.Options),
            Insights = context.Insights is { } insights ? JsonSerializer.Serialize(insights, CallJson.Options) : null,
            CreatedAt = now,
        };
        var transcript = context.Transcript is { } words
            ? new EngagementTranscript
            {
                EngagementId = engagementId,
                WorkspaceId = call.WorkspaceId,
                Source = context.TranscriptSource,
                Segments = JsonSerializer.Serialize(words.Segments, CallJson.Options),
                Text = SearchText.OfWords(words),
                Original = context.OriginalTranscript,
            }
            : null;
        context.Finished = new FinishedCall(engagement, transcript, SearchText.OfTitle(call.Title, details.Participants));
        return Task.FromResult<CallFate?>(new CallFate.Done());
    }
}
