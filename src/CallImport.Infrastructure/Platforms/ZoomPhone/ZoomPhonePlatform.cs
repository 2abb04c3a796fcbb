using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>Facts as the vendor documents them: Zoom Phone API, developers.zoom.us.</summary>
internal static class ZoomPhonePlatform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "zoom_phone",
        ConfigurationName = "ZoomPhone",
        DisplayName = "Zoom Phone",
        Status = PlatformStatus.ComingSoon,
        DefaultBaseUrl = new Uri("https://api.zoom.us/v2"),
        PrimaryCredentialType = CredentialType.OAuth,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://zoom.us/oauth/authorize"),
            TokenUrl = new Uri("https://zoom.us/oauth/token"),
            RevocationUrl = new Uri("https://zoom.us/oauth/revoke"),
            UsesPkce = true,
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio", "Transcript", "People"],
        CredentialFields =
        [
            new("accountId", "Account ID", "From the server-to-server app", IsSecret: false),
            new("clientId", "Client ID", "From the server-to-server app", IsSecret: false),
            new("clientSecret", "Client secret", "From the server-to-server app", IsSecret: true),
        ],
        Guide =
        [
            "Connect by signing in as a Zoom account owner or administrator, or make a server-to-server app in the Zoom App Marketplace.",
            "Zoom Phone Pro or higher is needed for the account's list of recordings.",
        ],
        RequiredScopes =
        [
            new("phone:read:list_call_recordings:admin", "to list calls"),
            new("phone:read:call_recording:admin", "to fetch recordings"),
            new("phone:read:recording_transcript:admin", "to take over transcripts", Optional: true),
        ],
        LimitsInWords = "10 requests a second for lists and recordings on Zoom's Pro plan, 20 on Business; shared by all tools of the account.",
        RetentionInWords = "As long as the account's auto-delete policy says; Zoom tells it per recording.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("medium", 570, 1), new("light", 1140, 1), new("heavy", 285, 1, RequestsPerDay: 15_000)],
        ConcurrentDownloads = 4,
    };
}
