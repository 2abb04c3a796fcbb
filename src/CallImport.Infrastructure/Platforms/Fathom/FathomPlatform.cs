using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>Facts as the vendor documents them: External API v1, developers.fathom.ai.</summary>
internal static class FathomPlatform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "fathom",
        ConfigurationName = "Fathom",
        DisplayName = "Fathom",
        Status = PlatformStatus.ComingSoon,
        DefaultBaseUrl = new Uri("https://api.fathom.ai/external/v1"),
        PrimaryCredentialType = CredentialType.ApiKey,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://fathom.video/external/v1/oauth2/authorize"),
            TokenUrl = new Uri("https://api.fathom.ai/external/v1/oauth2/token"),
            Scopes = ["public_api"],
            UsesPkce = false,
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio or video", "Transcript", "People"],
        CredentialFields = [new("apiKey", "API key", "From User settings > API access", IsSecret: true)],
        Guide =
        [
            "Sign in to Fathom and open User settings > API access.",
            "Make a key and copy it.",
            "A key sees what its user recorded or was shown. For a whole company use an administrator's key, or one key per person who records.",
        ],
        RequiredScopes = [new("public_api", "the only right Fathom has; asked for when connecting by sign-in")],
        LimitsInWords = "60 requests a minute per user; 30 a minute for transcripts and for download requests, fewer under load.",
        RetentionInWords = "Not published; depends on the Fathom plan.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("global", 60, 1), new("heavy", 30, 1), new("download", 30, 1)],
        ConcurrentDownloads = 4,
    };
}
