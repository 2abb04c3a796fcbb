namespace CallImport.Domain.Imports;

/// <summary>A listed page of a job. A cursor seen before is an error: the source goes in circles.</summary>
public sealed class ListingPage
{
    public Guid ImportJobId { get; init; }

    /// <summary>SHA-256 of the cursor that led here; hex.</summary>
    public required string CursorHash { get; init; }

    public int PageNumber { get; init; }

    public int Calls { get; init; }

    public DateTimeOffset ListedAt { get; init; }
}
