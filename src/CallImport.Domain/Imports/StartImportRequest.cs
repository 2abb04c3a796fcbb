namespace CallImport.Domain.Imports;

public sealed record StartImportRequest
{
    public const int MaxCallLimit = 1000;

    public required Guid CredentialId { get; init; }

    public ImportJobType JobType { get; init; } = ImportJobType.Historical;

    /// <summary>Start of the window, inclusive; null = as far back as the source goes.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the window, exclusive; null = the moment of the start.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only so many of the newest calls, 1–<see cref="MaxCallLimit"/>; null = all.</summary>
    public int? CallLimit { get; init; }

    /// <summary>Percent of the vendor's limits left to the customer's other tools, 0–90.</summary>
    public int QuotaSharePercentLeft { get; init; }

    /// <summary>The same key gives the same job for 24 hours; at most 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
