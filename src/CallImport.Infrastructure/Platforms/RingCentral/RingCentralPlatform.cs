using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>Facts as the vendor documents them: RingEX REST API v1.0, developers.ringcentral.com.</summary>
internal static class RingCentralPlatform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "ringcentral",
        ConfigurationName = "RingCentral",
        DisplayName = "RingCentral",
        Status = PlatformStatus.ComingSoon,
        DefaultBaseUrl = new Uri("https://platform.ringcentral.com"),
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
        CredentialFields = [new("jwt", "JWT credential", "From the Developer Console", IsSecret: true)],
        Guide =
        [
            "Connect by signing in as a RingCentral administrator, or make a JWT credential in the Developer Console.",
            "The user needs the permission to read the call log and the recordings of the whole company.",
        ],
        RequiredScopes =
        [
            new("ReadAccounts", "to check the connection"),
            new("ReadCallLog", "to list calls"),
            new("ReadCallRecording", "to fetch recordings"),
            new("RingSense", "to take over transcripts", Optional: true),
        ],
        LimitsInWords = "10 requests a minute for the call log and recordings together: 1,000 recordings take at least 100 minutes. RingCentral raises it on request.",
        RetentionInWords = "90 days or 100,000 recordings, whichever comes first.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("heavy", 10, 1), new("light", 50, 1), new("medium", 40, 1), new("auth", 5, 1)],
        ConcurrentDownloads = 2,
    };
}
