namespace CallImport.Domain.Calls;

/// <summary>A transcript in the product's own shape, whatever the source.</summary>
/// <param name="Segments">In order of time.</param>
public sealed record Transcript(IReadOnlyList<TranscriptSegment> Segments);

/// <param name="Speaker">Name shown; "Speaker 1" and so on where the source knows none.</param>
/// <param name="StartMs">Milliseconds from the start of the recording, ≥ 0.</param>
/// <param name="EndMs">Milliseconds; null where the source gives no end.</param>
public sealed record TranscriptSegment(string Speaker, int StartMs, int? EndMs, string Text);
