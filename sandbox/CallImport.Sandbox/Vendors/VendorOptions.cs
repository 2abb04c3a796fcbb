namespace CallImport.Sandbox.Vendors;

/// <summary>What can be said of every vendor.</summary>
public abstract class VendorOptions
{
    /// <summary>Calls of the sample company.</summary>
    public int Calls { get; set; } = 25;

    /// <summary>Days before today over which the calls are spread.</summary>
    public int SpanDays { get; set; } = 60;

    /// <summary>Bytes of each recording, rounded down to whole frames of 108. Empty: as long as the conversation is.</summary>
    public long? RecordingBytes { get; set; }
}
