namespace CallImport.Domain.Sync;

/// <summary>Whether and how often a credential's new calls are fetched. Moments are the database's; runs are written by the engine's SQL.</summary>
public sealed class ImportSyncConfig
{
    public const int MinFrequencyMinutes = 5;

    /// <summary>A week.</summary>
    public const int MaxFrequencyMinutes = 7 * 24 * 60;

    public const int DefaultFrequencyMinutes = 60;

    private ImportSyncConfig()
    {
    }

    /// <param name="syncFrom">Calls that took place before are never fetched by a sync.</param>
    public ImportSyncConfig(Guid id, Guid workspaceId, Guid credentialId, DateTimeOffset syncFrom, DateTimeOffset now)
    {
        Id = id;
        WorkspaceId = workspaceId;
        CredentialId = credentialId;
        SyncFrom = syncFrom;
        CreatedAt = now;
        UpdatedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid WorkspaceId { get; private set; }

    public Guid CredentialId { get; private set; }

    public bool Enabled { get; private set; }

    /// <summary>Minutes between two runs, <see cref="MinFrequencyMinutes"/>–<see cref="MaxFrequencyMinutes"/>.</summary>
    public int SyncFrequencyMinutes { get; private set; } = DefaultFrequencyMinutes;

    /// <summary>Where the sync's part of history begins: what took place before is a matter of imports by hand.</summary>
    public DateTimeOffset SyncFrom { get; private set; }

    /// <summary>When the next run is due; null while switched off. In the past while something keeps the run from starting.</summary>
    public DateTimeOffset? NextRunAt { get; private set; }

    /// <summary>When a run last looked far back for what comes late.</summary>
    public DateTimeOffset? LastDeepRunAt { get; private set; }

    /// <summary>An announced call lies so far back; the next run begins there at the latest.</summary>
    public DateTimeOffset? RescanFrom { get; private set; }

    /// <summary>When the last run ended, whatever its end.</summary>
    public DateTimeOffset? LastSyncAt { get; private set; }

    /// <summary>Stored name of its end state: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public string? LastSyncStatus { get; private set; }

    public int? LastSyncCallsImported { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public TimeSpan Frequency => TimeSpan.FromMinutes(SyncFrequencyMinutes);

    /// <summary>The first run comes at once; a changed frequency never puts a run off that is nearer.</summary>
    public void TurnOn(int frequencyMinutes, DateTimeOffset now)
    {
        var isNew = !Enabled;
        var isChanged = SyncFrequencyMinutes != frequencyMinutes;
        (Enabled, SyncFrequencyMinutes, UpdatedAt) = (true, frequencyMinutes, now);
        if (isNew)
        {
            NextRunAt = SyncSchedule.First(CredentialId, now);
        }
        else if (isChanged)
        {
            var next = SyncSchedule.Next(CredentialId, Frequency, now);
            NextRunAt = NextRunAt < next ? NextRunAt : next;
        }
    }

    /// <summary>What a run in progress has begun it finishes; none is started any more.</summary>
    public void TurnOff(int frequencyMinutes, DateTimeOffset now) =>
        (Enabled, SyncFrequencyMinutes, NextRunAt, UpdatedAt) = (false, frequencyMinutes, null, now);
}
