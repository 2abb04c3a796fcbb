using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms;

/// <summary>The first row of the registry for a platform.</summary>
internal static class PlatformSeed
{
    public static PlatformCapability Of(PlatformDescriptor descriptor) => new()
    {
        Platform = descriptor.Slug,
        DisplayName = descriptor.DisplayName,
        LogoUrl = $"/platforms/{descriptor.Slug}.svg",
        SupportsHistoricalImport = descriptor.SupportsHistoricalImport,
        SupportsOngoingSync = descriptor.SupportsOngoingSync,
        SupportsTranscriptReuse = descriptor.SupportsTranscriptReuse,
        AuthType = descriptor.PrimaryCredentialType,
        AuthInstructions = string.Join('\n', descriptor.Guide),
        RequiredScopes = [.. descriptor.RequiredScopes.Select(scope => scope.Scope)],
        Status = descriptor.Status,
        CostPerCallCents = descriptor.CostPerCallCents,
        RateLimitCallsPerMinute = descriptor.RequestsPerMinute,
        RateLimitConcurrentDownloads = descriptor.ConcurrentDownloads,
    };
}
