using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>Facts as the vendor documents them: Zoom Phone API, developers.zoom.us.</summary>
internal static class ZoomPhonePlatform
{
    public const string Slug = "zoom_phone";
    public const string AccountId = "accountId";
    public const string ClientId = "clientId";
    public const string ClientSecret = "clientSecret";

    // The vendor's labels.
    public const string Medium = "medium";
    public const string Light = "light";

    public const string MayListCalls = "phone:read:list_call_recordings:admin";
    public const string MayReadRecordings = "phone:read:call_recording:admin";
    public const string MayListUsers = "phone:read:list_users:admin";
    public const string MayReadTranscripts = "phone:read:recording_transcript:admin";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
        ConfigurationName = "ZoomPhone",
        DisplayName = "Zoom Phone",
        Status = PlatformStatus.Supported,
        DefaultBaseUrl = new Uri("https://api.zoom.us/v2"),
        PrimaryCredentialType = CredentialType.OAuth,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://zoom.us/oauth/authorize"),
            TokenUrl = new Uri("https://zoom.us/oauth/token"),
            RevocationUrl = new Uri("https://zoom.us/oauth/revoke"),
            UsesPkce = true,

            // Accounts of some regions have an API host of their own, which comes with the token.
            CustomerHosts = "zoom.us",
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio", "Transcript", "People"],
        CredentialFields =
        [
            new(AccountId, "Account ID", "From the server-to-server app", IsSecret: false),
            new(ClientId, "Client ID", "From the server-to-server app", IsSecret: false),
            new(ClientSecret, "Client secret", "From the server-to-server app", IsSecret: true),
        ],
        Guide =
        [
            "Connect by signing in as a Zoom account owner or administrator, or with an app of your own:",
            "Sign in to the Zoom App Marketplace as an administrator, choose Develop > Build app > Server-to-Server OAuth App.",
            "Add the scopes named here and activate the app.",
            "Copy account ID, client ID and client secret from App credentials.",
            "Zoom Phone Pro or higher is needed for the account's list of recordings.",
        ],
        RequiredScopes =
        [
            new(MayListCalls, "to list calls"),
            new(MayReadRecordings, "to fetch recordings"),
            new(MayReadTranscripts, "to take over transcripts", Optional: true),
            new(MayListUsers, "to bring over colleagues' e-mail addresses", Optional: true),
        ],
        LimitsInWords = "10 requests a second for lists and recordings on Zoom's Pro plan, 20 on Business; shared by all tools of the account.",
        RetentionInWords = "As long as the account's auto-delete policy says; Zoom tells it per recording.",
        CostPerCallCents = PlatformPrice.PerCallCents,

        // A sixth below what Zoom allows: requests that the network bunches up stay out of one second.
        RateLimits = [new(Medium, 500, 1), new(Light, 1000, 1)],
        ConcurrentDownloads = 4,
    };
}
