using System.ComponentModel.DataAnnotations;
using CallImport.Infrastructure.Configuration;

namespace CallImport.Infrastructure.Transcription;

public enum TranscriptionProvider
{
    None,
    OpenAI,
}

public sealed class TranscriptionOptions : IValidatableObject
{
    public const string Section = "Transcription";

    /// <summary>Who writes down calls that come without a transcript.</summary>
    public TranscriptionProvider Provider { get; set; } = TranscriptionProvider.None;

    public OpenAIServerOptions OpenAI { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Provider == TranscriptionProvider.OpenAI ? OpenAI.Missing(Section) : [];
}

/// <summary>Any server that speaks the OpenAI protocol.</summary>
public sealed class OpenAIServerOptions
{
    /// <summary>Ends before the path of the operation, usually with <c>/v1</c>.</summary>
    [WebAddress]
    public Uri? BaseUrl { get; set; }

    /// <summary>May be empty where the server asks for none.</summary>
    public string ApiKey { get; set; } = "";

    public string Model { get; set; } = "";

    internal IEnumerable<ValidationResult> Missing(string section)
    {
        if (BaseUrl is null)
        {
            yield return new ValidationResult($"is missing; {section}:Provider is OpenAI.", ["OpenAI:BaseUrl"]);
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return new ValidationResult($"is missing; {section}:Provider is OpenAI.", ["OpenAI:Model"]);
        }
    }
}
