using System.ComponentModel.DataAnnotations;

namespace CallImport.Infrastructure.Imports;

public sealed class PricingOptions
{
    public const string Section = "Pricing";

    /// <summary>Calls per workspace and month that cost nothing.</summary>
    [Range(0, int.MaxValue)]
    public int FreeCallsIncluded { get; set; }
}
