namespace CallImport.Infrastructure.Pipeline;

/// <summary>A transfer ended before its end, or brought nothing for too long.</summary>
internal sealed class RecordingCutException(string reason) : Exception(reason);
