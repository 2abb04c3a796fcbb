namespace CallImport.Domain.Calls;

/// <summary>A recording was not written down.</summary>
/// <param name="reason">One sentence for the user; nothing of what the service answered.</param>
/// <param name="pause">When to ask again: the service is away, busy or wrongly set up. Null: it refuses this recording for good.</param>
public sealed class TranscriptionException(string reason, TimeSpan? pause, Exception? innerException = null) : Exception(reason, innerException)
{
    public TimeSpan? Pause { get; } = pause;
}
