namespace CallImport.Domain.Sync;

/// <summary>Whether and how often a credential's new calls are fetched.</summary>
public sealed class ImportSyncConfig
{
    public Guid Id { get; init; }

    public Guid WorkspaceId { get; init; }

    public Guid CredentialId { get; init; }

    public bool Enabled { get; set; } = true;

    /// <summary>Minutes between two runs.</summary>
    public int SyncFrequencyMinutes { get; set; } = 60;

    public DateTimeOffset? LastSyncAt { get; set; }

    public string? LastSyncStatus { get; set; }

    public int? LastSyncCallsImported { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
