using CallImport.Sandbox.Five29;

namespace CallImport.Sandbox;

/// <summary>Folders full of files, for vendors that send recordings instead of serving them.</summary>
public static class SampleDrops
{
    /// <summary>One of those folders; what is there already stays.</summary>
    public const string Name = "sample";

    /// <summary>Of a recording: the start of a server must not wait for more.</summary>
    private const int AMinute = 180_000;

    /// <param name="folder">Holds the drops, one folder each.</param>
    public static Task WriteAsync(string folder, TimeProvider time, CancellationToken cancellationToken) =>
        Five29Samples.WriteAsync(Path.Combine(folder, Name), new Five29SampleShape(Calls: 12, RecordingBytes: AMinute, WithStrays: true), time, cancellationToken);
}
