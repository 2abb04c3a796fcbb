using CallImport.Sandbox.Fathom;
using CallImport.Sandbox.Five29;
using CallImport.Sandbox.Gong;
using CallImport.Sandbox.Grain;
using CallImport.Sandbox.RingCentral;
using CallImport.Sandbox.ZoomPhone;

namespace CallImport.Sandbox;

/// <summary>What the sandbox serves and where. Bound to the section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    public const string DefaultUrl = "http://127.0.0.1:8090";

    /// <summary>Where to listen, several separated by semicolons. Loopback only; port 0 takes a free one.</summary>
    public string Urls { get; set; } = DefaultUrl;

    /// <summary>
    /// Further addresses that serve the same and stay open when the vendors are told to refuse connections. Empty: that cannot
    /// be told. Loopback only.
    /// </summary>
    public string ControlUrls { get; set; } = "";

    /// <summary>The same seed gives the same people, calls, recordings and faults.</summary>
    public int Seed { get; set; } = 2026;

    /// <summary>The day (UTC) of the newest call. Empty: the day on which the sandbox starts.</summary>
    public DateOnly? Today { get; set; }

    public GongSandboxOptions Gong { get; set; } = new();

    public FathomSandboxOptions Fathom { get; set; } = new();

    public GrainSandboxOptions Grain { get; set; } = new();

    public RingCentralSandboxOptions RingCentral { get; set; } = new();

    public ZoomPhoneSandboxOptions ZoomPhone { get; set; } = new();

    public Five29SandboxOptions Five29 { get; set; } = new();

    /// <summary>Reads <c>Sandbox:*</c>; <c>ASPNETCORE_URLS</c> holds where <c>Sandbox:Urls</c> is not given.</summary>
    public static SandboxOptions From(IConfiguration configuration)
    {
        var options = new SandboxOptions { Urls = configuration["ASPNETCORE_URLS"] ?? DefaultUrl };
        configuration.GetSection("Sandbox").Bind(options);
        return options;
    }
}
