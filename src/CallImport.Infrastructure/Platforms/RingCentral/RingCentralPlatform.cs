using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>Facts as the vendor documents them: RingEX REST API v1.0, developers.ringcentral.com.</summary>
internal static class RingCentralPlatform
{
    public const string Slug = "ringcentral";
    public const string Jwt = "jwt";

    // The vendor's limit groups.
    public const string Heavy = "heavy";
    public const string Light = "light";
    public const string Medium = "medium";
    public const string Auth = "auth";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
        ConfigurationName = "RingCentral",
        DisplayName = "RingCentral",
        Status = PlatformStatus.Supported,
        DefaultBaseUrl = new Uri("https://platform.ringcentral.com"),
        CredentialHosts = ["media.ringcentral.com"],
        PrimaryCredentialType = CredentialType.OAuth,
        OAuth = new()
        {
            AuthorizationUrl = new Uri("https://platform.ringcentral.com/restapi/oauth/authorize"),
            TokenUrl = new Uri("https://platform.ringcentral.com/restapi/oauth/token"),
            RevocationUrl = new Uri("https://platform.ringcentral.com/restapi/oauth/revoke"),
            UsesPkce = true,
        },
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio", "People", "Transcript with an AI Conversation Expert licence"],
        CredentialFields = [new(Jwt, "JWT credential", "From the Developer Console", IsSecret: true)],
        Guide =
        [
            "Connect by signing in as a RingCentral administrator, or with a JWT credential:",
            "Sign in to the RingCentral Developer Console as the administrator whose calls are to be read, and open Credentials > Create JWT.",
            "Allow it for the app that the operator of this server has registered (its client id), or for all apps of the organization.",
            "Copy the JWT. The administrator needs the permissions FullCompanyCallLog and ReadCompanyCallRecording.",
        ],
        RequiredScopes =
        [
            new("ReadAccounts", "to check the connection, and for colleagues' e-mail addresses"),
            new("ReadCallLog", "to list calls"),
            new("ReadCallRecording", "to fetch recordings"),
            new("RingSense", "to take over transcripts", Optional: true),
            new("SubscriptionWebhook", "to hear of new calls at once when a sync is on", Optional: true),
            new("CallControl", "for the same", Optional: true),
        ],
        LimitsInWords = "10 requests a minute for the call log and recordings together: 1,000 recordings take about two hours. RingCentral raises it on request.",
        RetentionInWords = "90 days or 100,000 recordings, whichever comes first.",
        CostPerCallCents = PlatformPrice.PerCallCents,

        // A plan needs two heavy requests at once; that costs one a minute in the long run.
        RateLimits = [new(Heavy, 10, Burst: 2), new(Light, 50, Burst: 5), new(Medium, 40, 1), new(Auth, 5, 1)],
        ConcurrentDownloads = 2,
    };
}
