namespace CallImport.Domain.Platforms;

/// <summary>What a platform that can announce new calls adds to its adapter. Pure: no I/O, no clock.</summary>
public interface IWebhookVerifier
{
    /// <summary>
    /// False where a platform proves nothing: then whoever knows the address, which cannot be guessed, is believed, no secret is needed and
    /// <see cref="Verify"/> is asked with an empty one. What is announced must then be a hint only.
    /// </summary>
    bool SignsAnnouncements => true;

    /// <returns>Why a secret cannot be one of this platform, for the person who gave it; null when it can.</returns>
    string? MistakeIn(string secret);

    /// <returns>What was announced; null when the request does not prove, by this secret, to be the platform's, unchanged and of now.</returns>
    WebhookNotice? Verify(WebhookRequest request, string secret);

    /// <summary>Platforms may ask first whether the address is ours.</summary>
    /// <param name="secrets">Those that are believed, the current one first; empty before one is given.</param>
    /// <returns>What to answer; null when it is no such question or cannot be answered. Anybody may ask: nothing that proves an announcement may be in it.</returns>
    WebhookReply? Answer(WebhookRequest request, IReadOnlyList<string> secrets) => null;
}

/// <param name="Headers">Beside the usual ones.</param>
/// <param name="Json">The body; null for none.</param>
public sealed record WebhookReply(IReadOnlyDictionary<string, string> Headers, string? Json);

/// <param name="CallStartedAt">When the announced call took place; null when that is not said.</param>
/// <param name="IsTest">Sent by hand to see whether the address works; nothing is to be fetched.</param>
public sealed record WebhookNotice(DateTimeOffset? CallStartedAt, bool IsTest);

/// <summary>An announcement as it arrived.</summary>
public sealed record WebhookRequest
{
    /// <summary>The public address it was sent to, as the platform was told.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers by name, in any case; several values are joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>How far its time may be from <see cref="Now"/>.</summary>
    public required TimeSpan Tolerance { get; init; }
}
