using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Fathom;

internal sealed class FathomAdapter(PlatformTransport transport, TokenEndpoint tokens) : IPlatformAdapter
{
    private static readonly TimeSpan AskForTranscriptAgain = TimeSpan.FromSeconds(30);

    /// <summary>Pages that are read to count; more would spend a minute's requests on a number that nobody has asked for in earnest.</summary>
    private const int PagesToCount = 5;

    private readonly FathomApi api = new(transport);

    public PlatformDescriptor Descriptor => FathomPlatform.Descriptor;

    public IWebhookVerifier Webhooks { get; } = new FathomWebhooks();

    public ITokenSource Tokens { get; } = new FathomTokens(tokens);

    /// <summary>Recordings and transcripts are asked for one by one.</summary>
    public int MaxBatch => 1;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new FathomCredentialChecks(api).RunAsync(connection, cancellationToken);

    /// <summary>Fathom tells no total. A few pages are counted; what is more stays unknown.</summary>
    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var (calls, cursor) = (0, (string?)null);
        for (var page = 0; page < PagesToCount; page++)
        {
            var listed = await ListCallsAsync(connection, query, cursor, cancellationToken);
            calls += listed.Calls.Count(call => call.StartedAt >= query.From && call.StartedAt < query.To);
            if (listed.NextCursor is null)
            {
                return new CallCount(calls, IsExact: true);
            }

            cursor = listed.NextCursor;
        }

        return new CallCount(null, IsExact: false);
    }

    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var page = await api.MeetingsAsync(connection, query, cursor, cancellationToken);
        var calls = page.Meetings.Select(meeting => FathomMapper.ToSourceCall(meeting, query.From)).ToList();

        // A call that cannot be named cannot be imported; leaving it out in silence would make "all imported" a lie.
        return calls.Contains(null)
            ? throw PlatformAnswer.Unusable(Descriptor.DisplayName)
            : new CallPage([.. calls.OfType<SourceCall>()], page.NextCursor, null);
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, RecordingAnswer>(StringComparer.Ordinal);
        foreach (var call in calls.DistinctBy(call => call.SourceCallId))
        {
            answers[call.SourceCallId] = await new FathomDownloads(api).LocateAsync(connection, call, cancellationToken);
        }

        return answers;
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        foreach (var call in calls.DistinctBy(call => call.SourceCallId))
        {
            // Fathom answers alike for a transcript that is still being made and one that never will be: null, an empty list, or 404. How long it is
            // worth asking depends on the age of the call, which the engine knows.
            var answer = await api.TranscriptAsync(connection, call.SourceCallId, cancellationToken);
            answers[call.SourceCallId] = answer is { } body && FathomMapper.ToTranscript(body) is { } ready ? ready : new TranscriptNotReady(AskForTranscriptAgain);
        }

        return answers;
    }
}
