using System.ComponentModel.DataAnnotations;

namespace CallImport.Infrastructure.Webhooks;

public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>How far the time of a signed webhook may be from ours, in seconds.</summary>
    [Range(1, 3600)]
    public int ToleranceSeconds { get; set; } = 300;
}
