using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Sync;

namespace CallImport.Infrastructure.Sync;

/// <summary>What keeps a due run from starting.</summary>
public enum SyncHold
{
    None,

    /// <summary>The platform no longer accepts the credential.</summary>
    Login,

    /// <summary>The platform cannot be synced, or an operator has switched it off.</summary>
    Platform,

    /// <summary>The run before was paused by a person.</summary>
    Paused,
}

/// <summary>The sync of one credential as people look at it.</summary>
public sealed record SyncOverview
{
    public required ImportCredential Credential { get; init; }

    /// <summary>Null while it was never switched on.</summary>
    public required ImportSyncConfig? Config { get; init; }

    /// <summary>Whether the platform can be synced.</summary>
    public required bool IsOffered { get; init; }

    /// <summary>Null = included.</summary>
    public required int? CostPerCallCents { get; init; }

    /// <summary>At most 30, newest first.</summary>
    public required IReadOnlyList<ImportJob> Runs { get; init; }

    public required SyncCoverage Coverage { get; init; }

    public bool IsOn => Config is { Enabled: true };

    public ImportJob? Running => Runs.FirstOrDefault(run => !run.Status.IsTerminal());

    /// <summary>Until when everything that the source listed is here; null before the first complete run.</summary>
    public DateTimeOffset? FreshUntil => Runs.FirstOrDefault(run => run.Status == ImportJobStatus.Completed)?.DateRangeEnd;

    public SyncHold Hold => !IsOn ? SyncHold.None
        : !Credential.IsValid ? SyncHold.Login
        : !IsOffered ? SyncHold.Platform
        : Running is { PausedAt: not null } ? SyncHold.Paused
        : SyncHold.None;
}
