using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>Facts as the vendor documents them: External API v1, developers.fathom.ai.</summary>
internal static class FathomPlatform
{
    public const string Slug = "fathom";
    public const string ApiKey = "apiKey";

    public const string Global = "global";
    public const string Heavy = "heavy";
    public const string Download = "download";
    public const string Token = "token";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
        ConfigurationName = "Fathom",
        DisplayName = "Fathom",
        Status = PlatformStatus.Supported,
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

        // A meeting that is shared later keeps its date; connectors in the field read 7 to 14 days again.
        SyncOverlap = new(EachRun: TimeSpan.FromDays(2), OnceADay: TimeSpan.FromDays(14)),
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio or video", "Transcript", "People"],
        CredentialFields = [new(ApiKey, "API key", "From User settings > API access", IsSecret: true)],
        Guide =
        [
            "Sign in to Fathom and open User settings > API access.",
            "Make a key and copy it.",
            "A key sees what its user recorded or was shown. For a whole company use an administrator's key, or one key per person who records.",
        ],
        RequiredScopes = [new("public_api", "the only right Fathom has; asked for when connecting by sign-in")],
        LimitsInWords = "60 requests a minute per user; of these 30 for transcripts and 30 to have recordings prepared, fewer under load. About 15 to 20 meetings a minute.",
        RetentionInWords = "Not published; depends on the Fathom plan.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new(Global, 60, 1), new(Heavy, 30, 1, Within: Global), new(Download, 30, 1, Within: Global), new(Token, 60, 1)],

        // The order, a question or two whether it is ready, and the transcript.
        RequestsPerCall = 3.5,
        ConcurrentDownloads = 4,
    };
}
