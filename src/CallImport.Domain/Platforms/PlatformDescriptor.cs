using CallImport.Domain.Credentials;

namespace CallImport.Domain.Platforms;

/// <summary>
/// Everything the product says about a platform without asking it. One per platform folder; nothing outside that folder names a platform.
/// </summary>
public sealed record PlatformDescriptor
{
    /// <summary>Stored name, lower snake case (<c>zoom_phone</c>); also in metrics, URLs and, upper-cased, in the API.</summary>
    public required string Slug { get; init; }

    /// <summary>Other names accepted on input.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Section below <c>Platforms:</c> in the configuration.</summary>
    public required string ConfigurationName { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Status the registry is seeded with; afterwards the table <c>platform_capabilities</c> decides.</summary>
    public required PlatformStatus Status { get; init; }

    public required Uri DefaultBaseUrl { get; init; }

    /// <summary>Further hosts of the vendor that take the credential, as documented: <c>host[:port]</c>. All others never get it.</summary>
    public IReadOnlyList<string> CredentialHosts { get; init; } = [];

    public required CredentialType PrimaryCredentialType { get; init; }

    /// <summary>Null where accounts are not connected by signing in.</summary>
    public PlatformOAuth? OAuth { get; init; }

    /// <summary>Recordings are handed over as files: there is no address to be typed in, and files can be uploaded.</summary>
    public bool TakesFiles { get; init; }

    public bool SupportsHistoricalImport { get; init; }

    public bool SupportsOngoingSync { get; init; }

    /// <summary>How far a sync looks back, because calls, recordings and transcripts appear late.</summary>
    public SyncOverlap SyncOverlap { get; init; } = SyncOverlap.Usual;

    public bool SupportsTranscriptReuse { get; init; }

    /// <summary>What comes over, as short labels: "Audio", "Transcript", "People".</summary>
    public required IReadOnlyList<string> BringsOver { get; init; }

    /// <summary>Fields of the connect form, in order. Empty when a key cannot be typed in.</summary>
    public required IReadOnlyList<CredentialField> CredentialFields { get; init; }

    /// <summary>How to get the credential, step by step, shown beside the form.</summary>
    public required IReadOnlyList<string> Guide { get; init; }

    /// <summary>Scopes or rights asked for, each with the reason.</summary>
    public required IReadOnlyList<RequiredScope> RequiredScopes { get; init; }

    /// <summary>The vendor's limits in words, for people.</summary>
    public required string LimitsInWords { get; init; }

    /// <summary>How long the vendor keeps recordings, in words.</summary>
    public required string RetentionInWords { get; init; }

    /// <summary>Price per imported call in cents the registry is seeded with; null = included.</summary>
    public int? CostPerCallCents { get; init; }

    /// <summary>Vendor limits that every request is counted against. The first applies unless a request names another.</summary>
    public required IReadOnlyList<RateLimit> RateLimits { get; init; }

    /// <summary>Requests per minute over all of these limits together, in sum what the vendor allows; the registry is seeded with it.</summary>
    public int RequestsPerMinute => (int)RateLimits.Where(limit => limit.Within is null).Sum(limit => limit.RequestsPerMinute);

    /// <summary>Whether the customer's other tools draw on the same limit as an import, so that a share of it can be left to them.</summary>
    public bool LimitIsShared { get; init; } = true;

    /// <summary>
    /// Requests against the first limit that one call costs beside its listing; null = one for the recording and one for the transcript, each shared by
    /// as many calls as one request may name.
    /// </summary>
    public double? RequestsPerCall { get; init; }

    /// <summary>Recordings downloaded at once per credential the registry is seeded with (1–100).</summary>
    public required int ConcurrentDownloads { get; init; }
}

/// <param name="Scope">The vendor's name of the right.</param>
/// <param name="Reason">Why it is needed, for the person who grants it.</param>
public sealed record RequiredScope(string Scope, string Reason, bool Optional = false);

/// <param name="EachRun">Before the end of the last complete run; as long as nearly all calls take to appear.</param>
/// <param name="OnceADay">The same, once in 24 hours; as long as the latest take.</param>
public sealed record SyncOverlap(TimeSpan EachRun, TimeSpan OnceADay)
{
    public static SyncOverlap Usual { get; } = new(TimeSpan.FromDays(2), TimeSpan.FromDays(7));
}
