namespace CallImport.Domain.Imports;

/// <summary>A call that a job listed but did not have to bring. Kept so that no call is counted twice, whatever is listed again.</summary>
public sealed class CallSkip
{
    public Guid ImportJobId { get; init; }

    public Guid ImportedCallId { get; init; }

    public Guid WorkspaceId { get; init; }
}
