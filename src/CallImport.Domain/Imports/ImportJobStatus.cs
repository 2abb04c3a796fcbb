namespace CallImport.Domain.Imports;

public enum ImportJobType
{
    Historical,
    Sync,
}

public enum ImportJobStatus
{
    Pending,
    Counting,
    InProgress,

    /// <summary>Listing is sealed and every call is in an end state.</summary>
    Completed,

    /// <summary>The listing itself could not be finished; calls found until then are in an end state.</summary>
    Failed,
    Cancelled,
}

/// <summary>How much of a finished job came over.</summary>
public enum ImportOutcome
{
    Full,
    Partial,
    None,
}

public enum ImportedCallStatus
{
    Pending,
    Downloading,
    Transcribing,
    Processing,
    Completed,
    Failed,

    /// <summary>Its job was cancelled before it was done; a later import takes it up.</summary>
    Cancelled,
}

public static class ImportStatusRules
{
    public static bool IsTerminal(this ImportJobStatus status) =>
        status is ImportJobStatus.Completed or ImportJobStatus.Failed or ImportJobStatus.Cancelled;

    public static bool IsTerminal(this ImportedCallStatus status) =>
        status is ImportedCallStatus.Completed or ImportedCallStatus.Failed or ImportedCallStatus.Cancelled;

    public static bool IsInWork(this ImportedCallStatus status) =>
        status is ImportedCallStatus.Downloading or ImportedCallStatus.Transcribing or ImportedCallStatus.Processing;
}
