namespace CallImport.Domain.Imports;

/// <summary>The state of a job as a page or subscriber sees it.</summary>
public sealed record ImportProgress
{
    public required ImportJob Job { get; init; }

    /// <summary>Measured over the last minute; null while too little is known, and while nothing comes.</summary>
    public required double? CallsPerMinute { get; init; }

    public required DateTimeOffset? EstimatedCompletionAt { get; init; }

    /// <summary>What decides the estimate; null when there is none.</summary>
    public required string? EtaReason { get; init; }

    /// <summary>Why nothing comes at present; null while all goes well, and for a job that is paused or over.</summary>
    public ImportHold? Hold { get; init; }

    /// <summary>Calls found and not yet in an end state.</summary>
    public required int WaitingCalls { get; init; }
}
