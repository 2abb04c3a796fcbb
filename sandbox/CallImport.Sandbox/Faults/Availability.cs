using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Faults;

internal enum OffMode
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("503")] Unavailable,

    /// <summary>Connections are torn down without an answer.</summary>
    [JsonStringEnumMemberName("reset")] Reset,

    /// <summary>Nobody listens any more; only the control address does.</summary>
    [JsonStringEnumMemberName("refused")] Refused,
}

/// <summary>Whether the vendors can be reached at all, and how slow they are.</summary>
internal sealed class Availability
{
    public volatile OffMode Off;

    /// <summary>Before each API answer, in milliseconds.</summary>
    public volatile int ApiMilliseconds;

    /// <summary>Before each recording, in milliseconds.</summary>
    public volatile int MediaMilliseconds;

    /// <summary>Speed of each download; 0 = unlimited.</summary>
    public volatile int MediaBytesPerSecond;

    public void Reset()
    {
        Off = OffMode.None;
        ApiMilliseconds = MediaMilliseconds = MediaBytesPerSecond = 0;
    }
}
