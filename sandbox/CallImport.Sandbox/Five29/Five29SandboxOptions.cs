using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Five29;

/// <summary>The sandbox's Five9: its report service. Recordings are files, see <see cref="SampleDrops"/>. Bound to <c>Sandbox:Five29</c>.</summary>
public sealed class Five29SandboxOptions : VendorOptions
{
    /// <summary>Reports that a domain may run in a minute. 0 = no limit.</summary>
    public int ReportsPerMinute { get; set; } = 16;

    /// <summary>How often a report is said to be running still.</summary>
    public int RunningAnswers { get; set; } = 1;

    /// <summary>Rows after which a result ends without a word.</summary>
    public int MostRows { get; set; } = 50_000;
}
