using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;

namespace CallImport.Tests.E2E.Imports;

/// <summary>A platform that does as it is told. Lists its calls in the order they were added, page by page.</summary>
internal sealed class FakeSource(Uri media) : IPlatformAdapter
{
    private int listRequests;
    private int locateRequests;
    private int transcriptRequests;

    public PlatformDescriptor Descriptor => GongPlatform.Descriptor;

    public IWebhookVerifier Webhooks { get; } = new GongWebhooks();

    public IWebhookSubscriptions? Subscriptions { get; set; }

    public int MaxBatch { get; set; } = 100;

    public List<SourceCall> Calls { get; } = [];

    public int PageSize { get; set; } = 100;

    public int ListRequests => listRequests;

    public int LocateRequests => locateRequests;

    public int TranscriptRequests => transcriptRequests;

    public int Requests => listRequests + locateRequests + transcriptRequests;

    /// <summary>Ids asked for, once per request and id.</summary>
    public ConcurrentBag<string> Located { get; } = [];

    /// <summary>Replaces the answer of a page; null answers as usual.</summary>
    public Func<CallQuery, string?, CallPage?> OnList { get; set; } = (_, _) => null;

    public Func<CallCount?> OnCount { get; set; } = () => null;

    public Func<SourceCallReference, RecordingAnswer?> OnLocate { get; set; } = _ => null;

    public Func<SourceCallReference, TranscriptAnswer?> OnTranscript { get; set; } = _ => null;

    /// <summary>Waited for before transcripts are answered.</summary>
    public Func<CancellationToken, Task> BeforeTranscripts { get; set; } = _ => Task.CompletedTask;

    public FakeSource With(int calls, DateTimeOffset newest, string prefix = "call")
    {
        for (var index = 0; index < calls; index++)
        {
            Calls.Add(Call($"{prefix}-{index}", newest.AddMinutes(-index)));
        }

        return this;
    }

    public static SourceCall Call(string id, DateTimeOffset startedAt) => new()
    {
        SourceCallId = id,
        Title = $"Title of {id}",
        StartedAt = startedAt,
        DurationSeconds = 60,
        Participants = [new Participant("Ria Rep", "ria@rep.test", null, SpeakerId: "1"), new Participant("Cal Customer", null, "+1 555", SpeakerId: "2")],
        SourceMetadata = """{"from":"the vendor"}""",
    };

    public async IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Passed, "Reached");
    }

    public Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(OnCount() ?? new CallCount(InWindow(query).Count, true));

    public Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref listRequests);
        if (OnList(query, cursor) is { } told)
        {
            return Task.FromResult(told);
        }

        var calls = InWindow(query);
        var offset = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var next = offset + PageSize < calls.Count ? (offset + PageSize).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new CallPage([.. calls.Skip(offset).Take(PageSize)], next, calls.Count));
    }

    public Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref locateRequests);
        return Task.FromResult<IReadOnlyDictionary<string, RecordingAnswer>>(calls.ToDictionary(call => call.SourceCallId, call =>
        {
            Located.Add(call.SourceCallId);
            return OnLocate(call) ?? new RecordingAt(new Uri(media, Uri.EscapeDataString(call.SourceCallId)));
        }));
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref transcriptRequests);
        await BeforeTranscripts(cancellationToken);
        return calls.ToDictionary(call => call.SourceCallId, call =>
            OnTranscript(call) ?? new TranscriptReady(
                new Transcript([new TranscriptSegment("1", 0, 900, $"Hello, this is {call.SourceCallId}."), new TranscriptSegment("2", 1000, null, "Good morning.")]),
                "{}"));
    }

    private List<SourceCall> InWindow(CallQuery query) => [.. Calls.Where(call => call.StartedAt >= query.From && call.StartedAt < query.To)];
}
