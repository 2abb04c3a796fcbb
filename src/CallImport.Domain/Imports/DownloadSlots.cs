namespace CallImport.Domain.Imports;

/// <summary>How many recordings of one credential a node may download at once: its part of the limit that the whole cluster shares.</summary>
public sealed class DownloadSlots
{
    public Guid CredentialId { get; init; }

    /// <summary>Instance of the node; a restarted process is another one.</summary>
    public required string Node { get; init; }

    public int Slots { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }
}
