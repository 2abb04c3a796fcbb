using System.Globalization;
using System.Net;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

internal sealed class RingCentralAdapter(PlatformTransport transport, TokenEndpoint tokens, TimeProvider clock) : IPlatformAdapter
{
    /// <summary>Recordings and transcripts are rendered after the call; what is younger than this may still come.</summary>
    private static readonly TimeSpan Ripening = TimeSpan.FromHours(2);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    private readonly RingCentralApi api = new(transport);
    private readonly ColleagueBook colleagues = new(clock);

    private static string Name => RingCentralPlatform.Descriptor.DisplayName;

    public PlatformDescriptor Descriptor => RingCentralPlatform.Descriptor;

    public ITokenSource Tokens { get; } = new RingCentralTokens(tokens);

    public IWebhookVerifier Webhooks { get; } = new RingCentralWebhooks();

    public IWebhookSubscriptions Subscriptions => new RingCentralSubscriptions(api, clock);

    /// <summary>Transcripts are asked for one at a time, and where a recording is costs nothing.</summary>
    public int MaxBatch => 1;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new RingCentralCredentialChecks(api, clock).RunAsync(connection, cancellationToken);

    public bool CountsCheaply => false;

    /// <summary>
    /// The log never tells a total. One request of the scarce ten a minute counts up to a thousand records; what is more stays unknown until it is
    /// listed. Legs with recordings of their own are not in this view, so that the number is never exact.
    /// </summary>
    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var page = await api.CallLogAsync(connection, query, isDetailed: false, 1, RingCentralApi.SimplePage, cancellationToken);
        var calls = Recordings(page, query, Colleagues.Unknown);
        var newest = calls.OrderByDescending(call => call.StartedAt).ToList();
        return new CallCount(page.HasNext ? null : calls.Count, IsExact: false)
        {
            // The order is as all examples show it, and promised nowhere: of a log that goes on it is believed only as far as it is seen.
            Newest = !page.HasNext || newest.Select(call => call.StartedAt).SequenceEqual(calls.Select(call => call.StartedAt)) ? newest : [],
        };
    }

    /// <summary>The cursor is the number of the page: the end of the window stands still, so that new calls push nothing along.</summary>
    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var number = cursor is null ? 1 : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : throw Lost();
        var page = await api.CallLogAsync(connection, query, isDetailed: true, number, RingCentralApi.DetailedPage, cancellationToken);
        var people = page.Records.Count == 0
            ? Colleagues.Unknown
            : await colleagues.OfAsync(connection, () => new RingCentralPeople(api).ReadAsync(connection, cancellationToken));
        return new CallPage(Recordings(page, query, people), page.HasNext ? (number + 1).ToString(CultureInfo.InvariantCulture) : null, null);
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, RecordingAnswer>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            answers[call.SourceCallId] = !call.LocationRefused && RingCentralMapper.WebAddress(call.DownloadToken) is { } address
                ? At(connection, address)
                : await AskWhereAsync(connection, call, cancellationToken);
        }

        return answers;
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            var answer = await api.InsightsAsync(connection, call.SourceCallId, cancellationToken);
            answers[call.SourceCallId] = answer.Status == HttpStatusCode.Forbidden
                ? new TranscriptNotPermitted(
                    "RingCentral gives transcripts only with an AI Conversation Expert licence, the app scope RingSense and the permission ReadRingSenseInsights.")
                : RingCentralErrors.IsGone(answer) ? NoTranscript(call)
                : Transcript(RingCentralApi.Ensure(answer).Read<JsonElement>(Name, JsonSerializerOptions.Web), call);
        }

        return answers;
    }

    private async Task<RecordingAnswer> AskWhereAsync(PlatformConnection connection, SourceCallReference call, CancellationToken cancellationToken)
    {
        var answer = await api.RecordingAsync(connection, call.SourceCallId, cancellationToken);
        if (answer.Status == HttpStatusCode.Forbidden)
        {
            return new RecordingAbsent(RingCentralErrors.MissingRight(answer));
        }

        if (RingCentralErrors.IsGone(answer))
        {
            return IsRipening(call)
                ? new RecordingNotReady(AskAgain, null)
                : new RecordingAbsent("RingCentral no longer has this recording: it keeps 90 days or 100,000 recordings, or somebody deleted it.");
        }

        var address = RingCentralMapper.WebAddress(RingCentralApi.Ensure(answer).Read<JsonElement>(Name, JsonSerializerOptions.Web).Text("contentUri"));
        return address is null ? throw PlatformAnswer.Unusable(Name) : At(connection, address);
    }

    private static RecordingAt At(PlatformConnection connection, Uri address) =>
        new(address) { Authorization = $"Bearer {connection.Secret[TokenFields.AccessToken]}", LimitGroup = RingCentralPlatform.Heavy };

    private TranscriptAnswer Transcript(JsonElement insights, SourceCallReference call) =>
        RingCentralMapper.ToTranscript(insights) is { } transcript ? new TranscriptReady(transcript, insights.GetRawText()) : NoTranscript(call);

    private TranscriptAnswer NoTranscript(SourceCallReference call) => IsRipening(call) ? new TranscriptNotReady(AskAgain) : new TranscriptAbsent();

    private bool IsRipening(SourceCallReference call) => call.StartedAt > clock.GetUtcNow() - Ripening;

    private static List<SourceCall> Recordings(RingCentralLogPage page, CallQuery query, Colleagues people) =>
        [.. page.Records.SelectMany(record => RingCentralMapper.ToSourceCalls(record, query.From, people)).DistinctBy(call => call.SourceCallId)];

    private static PlatformException Lost() =>
        new(FailureClass.Transient, "This place in RingCentral's call log is not known; it is continued by date.", PlatformFault.CursorExpired);
}
