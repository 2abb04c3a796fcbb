using CallImport.Domain.Calls;

namespace CallImport.Domain.Platforms;

/// <summary>A call as the source lists it.</summary>
public sealed record SourceCall
{
    /// <summary>The importable unit (recording id or file path), exactly as the vendor writes it. At most 255 characters.</summary>
    public required string SourceCallId { get; init; }

    /// <summary>The call that several recordings belong to, where the vendor has one.</summary>
    public string? SourceGroupId { get; init; }

    public string? Title { get; init; }

    /// <summary>Start of the call, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null where the vendor does not say.</summary>
    public int? DurationSeconds { get; init; }

    public string? Direction { get; init; }

    public string? Language { get; init; }

    /// <summary>Address of the call in the vendor's own application.</summary>
    public string? SourceUrl { get; init; }

    public IReadOnlyList<Participant> Participants { get; init; } = [];

    /// <summary>What locating the recording needs beside the id, where the vendor has such a thing; kept, so neither signed nor secret.</summary>
    public string? DownloadToken { get; init; }

    /// <summary>Another id under which the same source may have listed this very call before, where it names calls in two ways.</summary>
    public string? OtherId { get; init; }

    /// <summary>Whether the recording is there now, where recordings are brought apart from the calls; null where the list does not say.</summary>
    public bool? HasRecording { get; init; }

    /// <summary>The vendor's own record of the call as JSON, without anything secret or signed; kept for provenance.</summary>
    public required string SourceMetadata { get; init; }
}

/// <param name="SourceCallId">Id of the importable unit.</param>
/// <param name="SourceGroupId">Id of the call it belongs to, where different.</param>
/// <param name="DownloadToken">As the listing gave it, or of an asynchronous download asked for earlier, where the vendor works that way.</param>
public sealed record SourceCallReference(string SourceCallId, string? SourceGroupId, string? DownloadToken)
{
    /// <summary>Null when the asker does not know: young calls are worth asking for again.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>True when the media host has just refused the last address: what was answered without asking the vendor is not good enough.</summary>
    public bool LocationRefused { get; init; }
}
