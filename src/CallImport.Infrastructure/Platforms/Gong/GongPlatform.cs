using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>Facts as the vendor documents them: API v2, help.gong.io/apidocs/introduction-2.</summary>
internal static class GongPlatform
{
    public const string Slug = "gong";
    public const string AccessKey = "accessKey";
    public const string AccessKeySecret = "accessKeySecret";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
        ConfigurationName = "Gong",
        DisplayName = "Gong",
        Status = PlatformStatus.Supported,
        DefaultBaseUrl = new Uri("https://api.gong.io"),
        PrimaryCredentialType = CredentialType.ApiKey,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://app.gong.io/oauth2/authorize"),
            TokenUrl = new Uri("https://app.gong.io/oauth2/generate-customer-token"),
            Scopes = ["api:calls:read:basic", "api:calls:read:extensive", "api:calls:read:media-url", "api:calls:read:transcript"],
            UsesPkce = false,
            CustomerHosts = "gong.io",
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,

        // Calls appear up to about a day after they took place; connectors in the field read 14 days again for what comes later still.
        SyncOverlap = new(EachRun: TimeSpan.FromDays(2), OnceADay: TimeSpan.FromDays(14)),
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio", "Transcript", "People"],
        CredentialFields =
        [
            new(AccessKey, "Access key", "As shown on Gong's API page", IsSecret: false),
            new(AccessKeySecret, "Access key secret", "Shown once, when the key is made", IsSecret: true),
        ],
        Guide =
        [
            "Sign in to Gong as a technical administrator; only they can make keys.",
            "Open Admin center > Settings > Ecosystem > API and choose Get API key.",
            "Copy the access key and its secret: Gong shows the secret once.",
            "Copy the base URL from the same page when it is not https://api.gong.io; companies outside the US have a host of their own.",
            "If the key has a list of trusted addresses, add this server's address to it and give Gong five minutes.",
        ],
        RequiredScopes =
        [
            new("api:calls:read:basic", "to list calls"),
            new("api:calls:read:extensive", "to read who took part"),
            new("api:calls:read:media-url", "to fetch recordings", Optional: true),
            new("api:calls:read:transcript", "to take over transcripts instead of paying for new ones", Optional: true),
        ],
        LimitsInWords = "3 requests a second and 10,000 a day, shared by all tools of the company. One request lists 100 calls; recordings do not count.",
        RetentionInWords = "As long as the company's Gong retention policy says; ask the Gong administrator.",
        CostPerCallCents = PlatformPrice.PerCallCents,

        // 150 and not 180 a minute: four requests then lie 1.2 s apart, and stay out of one second although the network bunches them up a little.
        RateLimits = [new("api", RequestsPerMinute: 150, Burst: 1, RequestsPerDay: 10_000)],
        ConcurrentDownloads = 8,
    };
}
