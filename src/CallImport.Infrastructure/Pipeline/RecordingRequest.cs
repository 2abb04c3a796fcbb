using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>What is to be downloaded, and as whom.</summary>
/// <param name="Connection">The account whose hosts may see the authorization; null where the address itself is the permission.</param>
/// <param name="Platform">For the metric.</param>
internal sealed record RecordingRequest(RecordingAt Location, PlatformConnection? Connection, string Platform);
