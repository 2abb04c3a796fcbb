using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>Facts as the vendor documents them: Public API 2025-10-31, developers.grain.com.</summary>
internal static class GrainPlatform
{
    public const string Slug = "grain";
    public const string Token = "token";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
        ConfigurationName = "Grain",
        DisplayName = "Grain",
        Status = PlatformStatus.Supported,
        DefaultBaseUrl = new Uri("https://api.grain.com"),
        PrimaryCredentialType = CredentialType.ApiKey,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://grain.com/_/public-api/oauth2/authorize"),
            TokenUrl = new Uri("https://api.grain.com/_/public-api/oauth2/token"),
            UsesPkce = true,
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,

        // There is no date of change to ask by; connectors in the field read 7 to 14 days again.
        SyncOverlap = new(EachRun: TimeSpan.FromDays(2), OnceADay: TimeSpan.FromDays(14)),
        SupportsTranscriptReuse = true,
        BringsOver = ["Video or audio", "Transcript", "People"],
        CredentialFields = [new(Token, "Workspace access token", "From Settings > Integrations > API", IsSecret: true)],
        Guide =
        [
            "Sign in to Grain and open Settings > Integrations > API.",
            "Make a workspace access token: a personal one sees only what its user sees.",
            "Copy the token.",
        ],
        RequiredScopes = [],
        LimitsInWords = "300 requests a minute; about 100 recordings a minute.",
        RetentionInWords = "Not published; depends on the Grain plan.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("api", 300, 1)],
        ConcurrentDownloads = 4,
    };
}
