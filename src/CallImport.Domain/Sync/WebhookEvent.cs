namespace CallImport.Domain.Sync;

/// <summary>An announcement that was proved authentic, kept before it is acknowledged. Of its content only the hash is kept: a run finds out the rest.</summary>
public sealed class WebhookEvent
{
    public Guid CredentialId { get; init; }

    /// <summary>64 lower-case hex digits; the same announcement again is the same row.</summary>
    public required string BodySha256 { get; init; }

    public Guid WorkspaceId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often it came.</summary>
    public int Deliveries { get; init; }
}
