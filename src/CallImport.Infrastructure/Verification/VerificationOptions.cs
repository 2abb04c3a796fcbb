namespace CallImport.Infrastructure.Verification;

/// <summary>What is looked at beyond rows and counters.</summary>
public sealed record VerificationOptions
{
    /// <summary>The calls of one source; null when there is no ledger to compare with.</summary>
    public IAsyncEnumerable<SourceRecord>? Ledger { get; init; }

    /// <summary>Whose library the ledger is compared with; null = of all workspaces together.</summary>
    public Guid? Workspace { get; init; }

    /// <summary>Reads every recording and hashes it; costs as much time as reading the whole store.</summary>
    public bool Rehash { get; init; }

    /// <summary>Objects younger than this may belong to work in progress, and are no orphans yet.</summary>
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromMinutes(10);
}
