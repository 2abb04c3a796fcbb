using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>What is to be brought, and as whom.</summary>
/// <param name="Platform">For the metric.</param>
internal abstract record RecordingRequest(string Platform);

/// <param name="Connection">The account whose hosts may see the authorization; null where the address itself is the permission.</param>
/// <param name="CredentialId">Whose recordings wait together when their host asks for it.</param>
internal sealed record RecordingDownloadRequest(RecordingAt Location, PlatformConnection? Connection, Guid CredentialId, string Platform) : RecordingRequest(Platform);

/// <summary>From a place that this node can read by itself.</summary>
internal sealed record RecordingCopyRequest(RecordingHere Place, string Platform) : RecordingRequest(Platform);
