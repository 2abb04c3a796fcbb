using System.ComponentModel.DataAnnotations;
using CallImport.Infrastructure.Transcription;

namespace CallImport.Infrastructure.Insights;

public enum InsightsProvider
{
    Local,
    OpenAI,
}

public sealed class InsightsOptions : IValidatableObject
{
    public const string Section = "Insights";

    /// <summary>Who makes summaries and finds action items and topics.</summary>
    public InsightsProvider Provider { get; set; } = InsightsProvider.Local;

    public OpenAIServerOptions OpenAI { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Provider == InsightsProvider.OpenAI ? OpenAI.Missing(Section) : [];
}
