using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CallImport.Infrastructure.Configuration;

public enum NodeRole
{
    All,
    Web,
    Worker,
}

public sealed class AppOptions : IValidatableObject
{
    public const string Section = "App";

    /// <summary>The address that browsers and webhooks use, without a path of its own. Empty: the address the server listens on.</summary>
    [WebAddress]
    public Uri? PublicUrl { get; set; }

    /// <summary>IP addresses or CIDR ranges of reverse proxies whose X-Forwarded-* headers are believed.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>What this node does: serve people and programs, work on imports, or both.</summary>
    public NodeRole Role { get; set; } = NodeRole.All;

    /// <summary>Where the embedded database, recordings and keys of a development machine lie; relative to the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = ".data";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in KnownProxies
        where !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)
        select new ValidationResult($"'{proxy}' is neither an IP address nor a CIDR range.", [nameof(KnownProxies)]);
}
