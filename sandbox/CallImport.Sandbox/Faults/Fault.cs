using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Faults;

/// <summary>What can go wrong at a source.</summary>
internal enum FaultKind
{
    // Instead of an answer.
    [JsonStringEnumMemberName("429")] TooManyRequests,
    [JsonStringEnumMemberName("500")] ServerError,
    [JsonStringEnumMemberName("502")] BadGateway,
    [JsonStringEnumMemberName("503")] Unavailable,
    [JsonStringEnumMemberName("reset")] Reset,

    // Recordings.
    [JsonStringEnumMemberName("cut_download")] CutDownload,
    [JsonStringEnumMemberName("wrong_length")] WrongLength,
    [JsonStringEnumMemberName("wrong_type")] WrongType,
    [JsonStringEnumMemberName("stalled_download")] StalledDownload,

    /// <summary>A recording that is prepared on request comes to nothing.</summary>
    [JsonStringEnumMemberName("failed_preparation")] FailedPreparation,

    // Lists.
    [JsonStringEnumMemberName("expired_cursor")] ExpiredCursor,
    [JsonStringEnumMemberName("repeated_page")] RepeatedPage,
    [JsonStringEnumMemberName("cursor_circle")] CursorCircle,
    [JsonStringEnumMemberName("html_list")] HtmlList,

    // Calls: these stay with a call.
    [JsonStringEnumMemberName("null_fields")] NullFields,
    [JsonStringEnumMemberName("missing_parties")] MissingParties,
    [JsonStringEnumMemberName("missing_media")] MissingMedia,
    [JsonStringEnumMemberName("missing_transcript")] MissingTranscript,
    [JsonStringEnumMemberName("late_transcript")] LateTranscript,
}

/// <summary>How often something goes wrong. The first N are hit whatever the percentage says.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>Only at this vendor. Empty: at all of them.</summary>
    public string? Vendor { get; init; }

    /// <summary>Of the requests, or of the calls for kinds that stay with a call.</summary>
    public double Percent { get; init; }

    /// <summary>So many requests fail first, counted over all.</summary>
    public int First { get; init; }

    /// <summary>So many requests fail first for each call (recordings, late transcripts) or path (all others).</summary>
    public int FirstPerSubject { get; init; }

    /// <summary>Only paths that start so. Empty: the API for errors instead of an answer, recordings for the kinds of recordings.</summary>
    public string? Path { get; init; }

    /// <summary>For 429 and 503, in seconds; 0 leaves the header out.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>How long a stalled download stays silent; how long a late transcript is late (empty: by <see cref="FirstPerSubject"/>).</summary>
    public double? Seconds { get; init; }
}
