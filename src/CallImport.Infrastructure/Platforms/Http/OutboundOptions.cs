using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CallImport.Infrastructure.Platforms.Http;

public sealed class OutboundOptions : IValidatableObject
{
    public const string Section = "Outbound";

    /// <summary><c>IP:port</c>, IP address or CIDR range that may be reached although it is loopback, private, link-local or reserved.</summary>
    public string[] Allow { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from entry in Allow
        where !IPNetwork.TryParse(entry, out _) && !IPEndPoint.TryParse(entry, out _)
        select new ValidationResult($"'{entry}' is neither IP:port nor a CIDR range.", [nameof(Allow)]);
}
