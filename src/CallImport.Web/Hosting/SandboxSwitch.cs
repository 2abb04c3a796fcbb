namespace CallImport.Web.Hosting;

/// <summary>Whether the sandbox platforms run inside this process; what they do is configured in the same section.</summary>
public sealed class SandboxSwitch
{
    public const string Section = "Sandbox";

    /// <summary>Development: true, elsewhere false.</summary>
    public bool Enabled { get; set; }
}
