namespace CallImport.Domain.Platforms;

/// <summary>A row of the platform registry: seeded from the catalogue, afterwards edited by operators and re-read within 60 s.</summary>
public sealed class PlatformCapability
{
    public Guid Id { get; init; }

    public required string Platform { get; init; }

    public required string DisplayName { get; set; }

    public string? LogoUrl { get; set; }

    public bool SupportsHistoricalImport { get; set; }

    public bool SupportsOngoingSync { get; set; }

    public bool SupportsTranscriptReuse { get; set; }

    public CredentialType AuthType { get; set; }

    public string? AuthInstructions { get; set; }

    public string[] RequiredScopes { get; set; } = [];

    public PlatformStatus Status { get; set; }

    /// <summary>Null = included.</summary>
    public int? CostPerCallCents { get; set; }

    /// <summary>
    /// Requests per minute and credential, over all nodes and all of the vendor's limits together; null = the vendor's documented limits alone apply. More than the
    /// catalogue says makes the vendor's limits grow in proportion.
    /// </summary>
    public int? RateLimitCallsPerMinute { get; set; }

    /// <summary>Recordings downloaded at once per credential, over all nodes; null = as many as there are workers.</summary>
    public int? RateLimitConcurrentDownloads { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
