using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>Where a recording is, and with which state of the credential that was found out.</summary>
internal sealed record LocatedRecording(RecordingAnswer Answer, string? SecretVersion);
