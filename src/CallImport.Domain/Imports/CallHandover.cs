namespace CallImport.Domain.Imports;

/// <summary>What became of a call in an earlier job before a later job took it up; keeps the earlier job's report and counters true.</summary>
public sealed class CallHandover
{
    public Guid ImportJobId { get; init; }

    public Guid ImportedCallId { get; init; }

    public Guid WorkspaceId { get; init; }

    public ImportedCallStatus Status { get; init; }

    public FailureClass? ErrorClass { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset HandedOverAt { get; init; }
}
