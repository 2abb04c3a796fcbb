namespace CallImport.Domain.Platforms;

/// <summary>
/// The port every platform implements. Adapters are stateless: whatever must survive a call is in the arguments. They throw
/// <see cref="PlatformException"/> for everything the vendor refuses; other exceptions are faults and are retried as transient.
/// </summary>
public interface IPlatformAdapter
{
    PlatformDescriptor Descriptor { get; }

    /// <summary>Null when the platform announces nothing that could be proved to be its own.</summary>
    IWebhookVerifier? Webhooks => null;

    /// <summary>Null when nobody has to subscribe by the platform's API to hear of new calls, or nobody can.</summary>
    IWebhookSubscriptions? Subscriptions => null;

    /// <summary>Null when every credential of the platform is a key that is sent as it is.</summary>
    ITokenSource? Tokens => null;

    /// <summary>Null when recordings are fetched from the platform, not handed over as files.</summary>
    IFileDropInspector? FileDrop => null;

    /// <summary>
    /// Checks the credential by the vendor's real answers, yielding each named check as soon as it is known, in the order of
    /// <see cref="CredentialCheckName"/>. Ends after the first check without which the next make no sense. Never throws for a refusal.
    /// </summary>
    IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken);

    /// <summary>False where counting spends what listing spends: an import then learns how many there are by listing them.</summary>
    bool CountsCheaply => true;

    /// <summary>Counts the calls of a window as cheaply as the vendor allows.</summary>
    Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Lists one page. <paramref name="cursor"/> is null for the first page, otherwise the <see cref="CallPage.NextCursor"/> of the page before.
    /// </summary>
    /// <exception cref="PlatformException">With <see cref="PlatformFault.CursorExpired"/> when the vendor no longer takes the cursor.</exception>
    Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Says where the recordings of up to <see cref="MaxBatch"/> calls can be fetched now. Answers for every id asked.
    /// Locations are secrets that expire: they are used at once and never stored.
    /// </summary>
    Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken);

    /// <summary>Asks for the transcripts of up to <see cref="MaxBatch"/> calls. Answers for every id asked.</summary>
    Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken);

    /// <summary>Calls that one request for recordings or transcripts may name (1–100).</summary>
    int MaxBatch { get; }
}
