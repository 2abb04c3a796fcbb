using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>
/// Five9 under the name that the first data model gave it; no vendor is called Five29. Facts as the vendor documents them: Configuration Web
/// Services, documentation.five9.com.
/// </summary>
internal static class Five29Platform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "five29",
        Aliases = ["five9"],
        ConfigurationName = "Five29",
        DisplayName = "Five9",
        Status = PlatformStatus.ComingSoon,
        DefaultBaseUrl = new Uri("https://api.five9.com"),
        PrimaryCredentialType = CredentialType.ApiKey,
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,
        SupportsTranscriptReuse = false,
        BringsOver = ["Audio", "People"],
        CredentialFields =
        [
            new("user", "User name", "A user made for reports", IsSecret: false),
            new("password", "Password", "That user's password", IsSecret: true),
        ],
        Guide =
        [
            "Have Five9 write recordings to a place this server can read: Five9 sends them, they cannot be fetched.",
            "Make a user with the VCC administrator role for the call log report; one user serves one import at a time.",
        ],
        RequiredScopes = [],
        LimitsInWords = "16 reports a minute, 120 an hour and 800 a day; files have no limit.",
        RetentionInWords = "Recordings stay where Five9 sends them as long as that place keeps them.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("report", 2, 1, RequestsPerDay: 800), new("result", 3, 1, RequestsPerDay: 1_000)],
        ConcurrentDownloads = 4,
    };
}
