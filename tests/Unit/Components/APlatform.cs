using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;

namespace CallImport.Tests.Unit.Components;

/// <summary>A platform that does not exist, so that no test leans on a real one's facts.</summary>
internal static class APlatform
{
    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "acme",
        ConfigurationName = "Acme",
        DisplayName = "Acme Voice",
        Status = PlatformStatus.Supported,
        DefaultBaseUrl = new Uri("https://api.acme.test"),
        PrimaryCredentialType = CredentialType.ApiKey,
        BringsOver = ["Audio", "Transcript"],
        CredentialFields = [new("keyId", "Key", "From the admin page", IsSecret: false), new("keySecret", "Secret", "Shown once", IsSecret: true)],
        Guide = ["Open the admin page.", "Make a key."],
        RequiredScopes = [new("calls:read", "to list calls"), new("media:read", "to fetch recordings", Optional: true)],
        LimitsInWords = "Three a second.",
        RetentionInWords = "Kept for a year.",
        CostPerCallCents = 2,
        RateLimits = [new("api", 180, 1)],
        ConcurrentDownloads = 4,
    };

    public static PlatformEntry Entry(PlatformStatus status, bool canConnect) => new(
        Descriptor,
        new PlatformCapability { Platform = Descriptor.Slug, DisplayName = Descriptor.DisplayName, Status = status, CostPerCallCents = 2 },
        canConnect);
}
