using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>Facts as the vendor documents them: Public API 2025-10-31, developers.grain.com.</summary>
internal static class GrainPlatform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "grain",
        ConfigurationName = "Grain",
        DisplayName = "Grain",
        Status = PlatformStatus.ComingSoon,
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
        SupportsTranscriptReuse = true,
        BringsOver = ["Video or audio", "Transcript", "People"],
        CredentialFields = [new("token", "Workspace access token", "From Settings > Integrations > API", IsSecret: true)],
        Guide =
        [
            "Sign in to Grain and open Settings > Integrations > API.",
            "Make a workspace access token: a personal one sees only what its user sees.",
            "Copy the token.",
        ],
        RequiredScopes = [],
        LimitsInWords = "300 requests a minute.",
        RetentionInWords = "Not published; depends on the Grain plan.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("api", 300, 1)],
        ConcurrentDownloads = 4,
    };
}
