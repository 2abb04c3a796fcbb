namespace CallImport.Domain.Platforms;

/// <summary>Where a recording is, or why it is not there.</summary>
public abstract record RecordingAnswer;

/// <summary>It can be fetched now. The address is signed and thus a secret: <see cref="ToString"/> does not show it.</summary>
public sealed record RecordingAt(Uri Url) : RecordingAnswer
{
    /// <summary>Authorization header for the first host only; redirects to other hosts never get it. Null for self-signed addresses.</summary>
    public string? Authorization { get; init; }

    /// <summary>Further headers that the first host wants; nothing secret. Only with <see cref="Authorization"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The vendor limit that the download counts against; null where downloads are free. Only with <see cref="Authorization"/>.</summary>
    public string? LimitGroup { get; init; }

    public override string ToString() => nameof(RecordingAt);
}

/// <summary>It lies where this very node can read it, without any network.</summary>
/// <param name="OpenAsync">Opens the whole of it for reading. Faults of the place are <see cref="PlatformException"/>.</param>
public sealed record RecordingHere(Func<CancellationToken, Task<Stream>> OpenAsync) : RecordingAnswer;

/// <summary>It is being prepared.</summary>
/// <param name="RetryAfter">When to ask again.</param>
/// <param name="DownloadToken">Worth keeping and passing on the next time; null when there is none.</param>
public sealed record RecordingNotReady(TimeSpan RetryAfter, string? DownloadToken) : RecordingAnswer;

/// <summary>
/// It is not here, and somebody has to bring it, nobody knows when: the call comes over without it. Listing the call once more with
/// <see cref="SourceCall.HasRecording"/> completes it.
/// </summary>
/// <param name="Reason">One sentence for the user: what to do.</param>
public sealed record RecordingAwaited(string Reason) : RecordingAnswer;

/// <summary>There is none and will be none: deleted, never recorded, or not visible to this credential.</summary>
/// <param name="Reason">One sentence for the user.</param>
public sealed record RecordingAbsent(string Reason) : RecordingAnswer;
