using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

internal sealed class ZoomPhoneAdapter(PlatformTransport transport, TokenEndpoint tokens, TimeProvider clock) : IPlatformAdapter
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(3);

    private readonly ZoomPhoneApi api = new(transport);
    private readonly ZoomPhoneWindows windows = new(clock);
    private readonly ColleagueBook colleagues = new(clock);

    private static string Name => ZoomPhonePlatform.Descriptor.DisplayName;

    public PlatformDescriptor Descriptor => ZoomPhonePlatform.Descriptor;

    public ITokenSource Tokens { get; } = new ZoomPhoneTokens(tokens);

    public IWebhookVerifier Webhooks { get; } = new ZoomPhoneWebhooks();

    /// <summary>Zoom answers for single recordings, and their addresses die soon.</summary>
    public int MaxBatch => 1;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new ZoomPhoneCredentialChecks(api, clock).RunAsync(connection, cancellationToken);

    /// <summary>Every page tells the total of its window, so one request for each. Not exact over several: they may share a call at their edges.</summary>
    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var (total, pieces) = (0, windows.Of(query));
        foreach (var window in pieces)
        {
            if ((await api.RecordingsAsync(connection, window, 1, null, cancellationToken)).Total is not { } calls)
            {
                return new CallCount(null, IsExact: false);
            }

            total += calls;
        }

        return new CallCount(total, IsExact: total == 0);
    }

    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var pieces = windows.Of(query);
        var place = cursor is null ? null : ZoomPhoneCursor.Read(cursor) ?? throw Lost();
        var number = place is null ? 0 : pieces.TakeWhile(window => window.From < place.WindowStart).Count();
        if (number >= pieces.Count)
        {
            return cursor is null ? new CallPage([], null, 0) : throw Lost();
        }

        var page = await api.RecordingsAsync(connection, pieces[number], ZoomPhoneApi.LargestPage, place?.Token, cancellationToken);
        var people = page.Recordings.Count == 0
            ? Colleagues.Unknown
            : await colleagues.OfAsync(connection, () => new ZoomPhonePeople(api).ReadAsync(connection, cancellationToken));
        var calls = page.Recordings.Select(recording => ZoomPhoneMapper.ToSourceCall(recording, query.From, people)).ToList();
        var next = page.NextToken is { } token ? new ZoomPhoneCursor(pieces[number].From, token)
            : number + 1 < pieces.Count ? new ZoomPhoneCursor(pieces[number + 1].From, null)
            : null;

        // A recording that cannot be named cannot be imported; leaving it out in silence would make "all imported" a lie.
        return calls.Contains(null)
            ? throw PlatformAnswer.Unusable(Name)
            : new CallPage([.. calls.OfType<SourceCall>()], next?.ToString(), pieces.Count == 1 ? page.Total : null, CursorMayBeStored: next?.Token is null);
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, RecordingAnswer>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            answers[call.SourceCallId] = call.DownloadToken is { } fileId
                ? await LocateAsync(connection, fileId, cancellationToken)
                : new RecordingAbsent("Zoom lists this recording without an address to download it from.");
        }

        return answers;
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            answers[call.SourceCallId] = await TranscriptAsync(connection, call.SourceCallId, cancellationToken);
        }

        return answers;
    }

    /// <summary>Asked anew for each try. Where Zoom sends the bytes itself, they are fetched from it with the token.</summary>
    private async Task<RecordingAnswer> LocateAsync(PlatformConnection connection, string fileId, CancellationToken cancellationToken)
    {
        var answer = await api.RecordingFileAsync(connection, fileId, cancellationToken);
        return answer.Location is { } location ? new RecordingAt(location)
            : ZoomPhoneErrors.CodeOf(answer) == ZoomPhoneErrors.NoSuchFile ? new RecordingAbsent("Zoom no longer has this recording: it was deleted, by a person or by the account's policy.")
            : ZoomPhoneErrors.IsMissingScope(answer) ? new RecordingAbsent($"The Zoom app may not read recordings. A Zoom administrator can add {ZoomPhonePlatform.MayReadRecordings}.")
            : ZoomPhoneApi.Ensure(answer) is { } direct ? Direct(connection, fileId, direct)
            : throw PlatformAnswer.Unusable(Name);
    }

    private static RecordingAt Direct(PlatformConnection connection, string fileId, PlatformAnswer answer) => answer.IsSuccess
        ? new RecordingAt(new Uri(connection.BaseUrl.AbsoluteUri.TrimEnd('/') + ZoomPhoneApi.RecordingPath(fileId)))
        {
            Authorization = ZoomPhoneApi.AuthorizationOf(connection),
            LimitGroup = ZoomPhonePlatform.Medium,
        }
        : throw PlatformAnswer.Unusable(Name);

    /// <summary>Zoom says definitely what will never come and what is still in the making.</summary>
    private async Task<TranscriptAnswer> TranscriptAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken)
    {
        var answer = await api.TranscriptFileAsync(connection, recordingId, cancellationToken);
        if (answer.Location is null)
        {
            return ZoomPhoneErrors.CodeOf(answer) switch
            {
                ZoomPhoneErrors.StillTranscribing or ZoomPhoneErrors.TranscriptFailed => new TranscriptNotReady(AskAgain),
                ZoomPhoneErrors.NoSuchFile or ZoomPhoneErrors.CannotTranscribe => new TranscriptAbsent(),
                ZoomPhoneErrors.TranscriptionDisabled => new TranscriptNotPermitted("An administrator has switched transcripts off in Zoom Phone."),
                _ when ZoomPhoneErrors.IsMissingScope(answer) => new TranscriptNotPermitted(
                    $"The Zoom app may not read transcripts. A Zoom administrator can add {ZoomPhonePlatform.MayReadTranscripts}."),
                _ => Read(ZoomPhoneApi.Ensure(answer)),
            };
        }

        // The host of the file is not Zoom's API: what it refuses says nothing about the sign-in.
        var file = await api.FileAsync(answer.Location, cancellationToken);
        return file.IsSuccess
            ? Read(file)
            : throw new PlatformException(FailureClass.Transient, $"Zoom's file host answers with HTTP {(int)file.Status}.", retryAfter: file.RetryAfter);
    }

    private static TranscriptAnswer Read(PlatformAnswer answer)
    {
        var file = answer.Read<JsonElement>(Name, JsonSerializerOptions.Web);
        return file.Property("timeline").ValueKind != JsonValueKind.Array ? throw PlatformAnswer.Unusable(Name)
            : ZoomPhoneMapper.ToTranscript(file) is { } transcript ? new TranscriptReady(transcript, file.GetRawText())
            : new TranscriptAbsent();
    }

    private static PlatformException Lost() =>
        new(FailureClass.Transient, "This place in Zoom's list is not known; it is continued by date.", PlatformFault.CursorExpired);
}
