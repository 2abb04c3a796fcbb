using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

internal sealed class GongAdapter(PlatformTransport transport, TokenEndpoint tokens, TimeProvider clock) : IPlatformAdapter
{
    /// <summary>Recordings may appear up to about a day after the call.</summary>
    private static readonly TimeSpan Ripening = TimeSpan.FromDays(1);

    private static readonly TimeSpan AskForRecordingAgain = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AskForTranscriptAgain = TimeSpan.FromSeconds(10);

    private readonly GongApi api = new(transport);

    private static string Name => GongPlatform.Descriptor.DisplayName;

    public PlatformDescriptor Descriptor => GongPlatform.Descriptor;

    public IWebhookVerifier Webhooks { get; } = new GongWebhooks();

    public ITokenSource Tokens { get; } = new GongTokens(tokens);

    public int MaxBatch => 100;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new GongCredentialChecks(api, clock).RunAsync(connection, cancellationToken);

    /// <summary>One request: Gong tells the total with the first page, by the same filter and thus the same meaning of dates as the listing.</summary>
    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var page = await api.CallsAsync(connection, query, new GongExposedFields(), null, cancellationToken);
        return new CallCount(Total(page), IsExact: Total(page) is not null);
    }

    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var page = await api.CallsAsync(connection, query, new GongExposedFields(Parties: true), cursor, cancellationToken);
        var calls = page.Calls?.Select(call => GongMapper.ToSourceCall(call, query.From)).ToList() ?? [];

        // A call that cannot be named cannot be imported; leaving it out in silence would make "all imported" a lie.
        return calls.Contains(null)
            ? throw PlatformAnswer.Unusable(Name)
            : new CallPage([.. calls.OfType<SourceCall>()], Present(page.Records?.Cursor), Total(page));
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var found = await FindAsync(connection, IdsOf(calls), new GongExposedFields(Media: true), cancellationToken);
        return calls.DistinctBy(call => call.SourceCallId).ToDictionary(call => call.SourceCallId, call => Locate(found.GetValueOrDefault(call.SourceCallId)));
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var ids = IdsOf(calls);
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        var pages = 0;
        string? cursor = null;
        do
        {
            if (ids.Count == 0 || await api.TranscriptsAsync(connection, ids, cursor, cancellationToken) is not { } page)
            {
                return ids.ToDictionary(id => id, TranscriptAnswer (_) => NotPermitted());
            }

            foreach (var entry in page.CallTranscripts ?? [])
            {
                if (entry.Text("callId") is { } id && GongMapper.ToTranscript(entry) is { Segments.Count: > 0 } transcript)
                {
                    answers[id] = new TranscriptReady(transcript, entry.GetRawText());
                }
            }

            cursor = Next(page.Records, ++pages, ids);
        }
        while (cursor is not null);

        // Gong answers alike for a transcript that is still being made, one that never will be, and a call that is gone. It never says "there is
        // none"; how long it is worth asking depends on the age of the call, which the engine knows.
        return ids.ToDictionary(id => id, id => answers.GetValueOrDefault(id) ?? new TranscriptNotReady(AskForTranscriptAgain));
    }

    private async Task<Dictionary<string, GongCall>> FindAsync(
        PlatformConnection connection, List<string> ids, GongExposedFields fields, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, GongCall>(StringComparer.Ordinal);
        var pages = 0;
        string? cursor = null;
        while (ids.Count > 0)
        {
            var page = await api.CallsAsync(connection, ids, fields, cursor, cancellationToken);
            foreach (var call in page.Calls ?? [])
            {
                if (GongMapper.IdOf(call) is { } id)
                {
                    found[id] = call;
                }
            }

            cursor = Next(page.Records, ++pages, ids);
            if (cursor is null)
            {
                break;
            }
        }

        return found;
    }

    private RecordingAnswer Locate(GongCall? call) => call switch
    {
        null => new RecordingAbsent("Gong no longer shows this call: it was deleted, or the key's user may no longer see it."),
        _ when GongMapper.RecordingOf(call) is { } url => new RecordingAt(url),
        _ when IsRipening(call) => new RecordingNotReady(AskForRecordingAgain, null),
        _ => new RecordingAbsent("Gong has no recording of this call: it was not recorded, was deleted by a retention rule, or the key may not read media."),
    };

    private bool IsRipening(GongCall? call) => call is not null && GongMapper.StartOf(call) > clock.GetUtcNow() - Ripening;

    private static List<string> IdsOf(IReadOnlyList<SourceCallReference> calls) => [.. calls.Select(call => call.SourceCallId).Distinct()];

    private static TranscriptNotPermitted NotPermitted() =>
        new("The Gong key may not read transcripts. A Gong technical administrator can grant api:calls:read:transcript.");

    /// <summary>An answer of more pages than there are calls in it goes in circles, and would be followed for ever.</summary>
    /// <param name="page">The page that was read, from 1 on.</param>
    private static string? Next(GongRecords? records, int page, List<string> ids) =>
        Present(records?.Cursor) is not { } next ? null
        : page <= ids.Count ? next
        : throw PlatformAnswer.Unusable(Name);

    private static int? Total(GongCallsPage page) => page.Records is { TotalRecords: >= 0 and var total } ? total : null;

    private static string? Present(string? cursor) => string.IsNullOrWhiteSpace(cursor) ? null : cursor;
}
