using System.Net;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Grain;

internal sealed class GrainAdapter(PlatformTransport transport, TokenEndpoint tokens) : IPlatformAdapter
{
    private static readonly TimeSpan AskForTranscriptAgain = TimeSpan.FromSeconds(30);

    /// <summary>Pages that are read to count.</summary>
    private const int PagesToCount = 5;

    private readonly GrainApi api = new(transport);

    public PlatformDescriptor Descriptor => GrainPlatform.Descriptor;

    public IWebhookVerifier Webhooks { get; } = new GrainWebhooks();

    public ITokenSource Tokens { get; } = new GrainTokens(tokens);

    /// <summary>Recordings and transcripts are asked for one by one.</summary>
    public int MaxBatch => 1;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new GrainCredentialChecks(this, api).RunAsync(connection, cancellationToken);

    /// <summary>Grain tells no total. A few pages are counted; what is more stays unknown.</summary>
    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var (calls, cursor) = (0, (string?)null);
        for (var read = 0; read < PagesToCount; read++)
        {
            var page = await new GrainListing(api).PageAsync(connection, query, cursor, participants: false, cancellationToken);
            calls += page.Recordings.Count(recording => GrainMapper.StartOf(recording) is not { } start || (start >= query.From && start < query.To));
            if (page.Cursor is null)
            {
                return new CallCount(calls, IsExact: true);
            }

            cursor = page.Cursor;
        }

        return new CallCount(null, IsExact: false);
    }

    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var page = await new GrainListing(api).PageAsync(connection, query, cursor, participants: true, cancellationToken);
        var calls = page.Recordings.Select(recording => GrainMapper.ToSourceCall(recording, query.From)).ToList();

        // A call that cannot be named cannot be imported; leaving it out in silence would make "all imported" a lie.
        return calls.Contains(null)
            ? throw PlatformAnswer.Unusable(Descriptor.DisplayName)
            : new CallPage([.. calls.OfType<SourceCall>()], page.Cursor, null);
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, RecordingAnswer>(StringComparer.Ordinal);
        foreach (var id in calls.Select(call => call.SourceCallId).Distinct())
        {
            answers[id] = await LocateAsync(connection, id, cancellationToken);
        }

        return answers;
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        foreach (var id in calls.Select(call => call.SourceCallId).Distinct())
        {
            answers[id] = await TranscriptAsync(connection, id, cancellationToken);
        }

        return answers;
    }

    /// <summary>Each question gives a fresh address. It is signed: the media host gets neither token nor version.</summary>
    private async Task<RecordingAnswer> LocateAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        var answer = await api.DownloadAsync(connection, id, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new RecordingAbsent("Grain has no file of this recording: it has text only, was deleted, or is no longer visible to this token."),
            HttpStatusCode.Forbidden => new RecordingAbsent("The Grain token may read this recording but not download it."),
            _ when answer.Location is { } address => new RecordingAt(address),
            _ when answer.IsSuccess => Direct(connection, id),
            _ => throw GrainErrors.Of(answer) ?? PlatformAnswer.Unusable(Descriptor.DisplayName),
        };
    }

    private static RecordingAt Direct(PlatformConnection connection, string id) =>
        new(new Uri(connection.BaseUrl.AbsoluteUri.TrimEnd('/') + GrainApi.DownloadPath(id)))
        {
            Authorization = GrainApi.Authorization(connection),
            Headers = new Dictionary<string, string> { [GrainApi.VersionHeader] = GrainApi.Version },
            LimitGroup = GrainPlatform.Descriptor.RateLimits[0].Group,
        };

    /// <summary>
    /// Grain answers alike for a transcript that is still being made and one that never will be: 404 or an empty list. How long it is worth asking
    /// depends on the age of the call, which the engine knows.
    /// </summary>
    private async Task<TranscriptAnswer> TranscriptAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        var answer = await api.TranscriptAsync(connection, id, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new TranscriptNotReady(AskForTranscriptAgain),
            HttpStatusCode.Forbidden => new TranscriptNotPermitted("The Grain token may not read this transcript. A workspace access token may."),
            _ => GrainMapper.ToTranscript(GrainApi.Read(answer)) is { } ready ? ready : new TranscriptNotReady(AskForTranscriptAgain),
        };
    }
}
