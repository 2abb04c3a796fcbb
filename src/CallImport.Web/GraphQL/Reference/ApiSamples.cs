using System.Globalization;
using System.Text.Json.Nodes;

namespace CallImport.Web.GraphQL.Reference;

/// <summary>What stands in the variables before anybody has typed: things that the workspace has, and harmless choices.</summary>
/// <param name="Now">Ranges end here.</param>
public sealed record ApiSamples(DateTimeOffset Now)
{
    private const string Unknown = "00000000-0000-0000-0000-000000000000";

    public Guid? CredentialId { get; init; }

    public Guid? JobId { get; init; }

    public Guid? ImportedCallId { get; init; }

    public Guid? EngagementId { get; init; }

    /// <returns>null for what may be left out</returns>
    public JsonNode? Of(ApiReference reference, string field, ApiArgument argument) => (argument.Name, field) switch
    {
        ("credentialId", _) => Id(CredentialId),
        ("jobId", _) or ("id", "importJob") => Id(JobId),
        ("id", "importedCall" or "retryImportedCall") => Id(ImportedCallId),
        ("id", "engagement") => Id(EngagementId),
        ("id", _) => Unknown,
        ("dateRangeStart", "importPreview" or "startImportJob") => Now.AddDays(-30).UtcDateTime.ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture),
        ("limit" or "first", _) => 10,
        _ when !argument.Type.IsRequired => null,
        _ when argument.Type.Before.Length > 0 => new JsonArray(Plain(reference, argument)),
        _ => Plain(reference, argument),
    };

    private static JsonNode Plain(ApiReference reference, ApiArgument argument) => (argument.Name, argument.Type.Name) switch
    {
        ("apiKey", _) => "accessKey:accessKeySecret",
        ("scopes", _) => "read",
        ("enabled", _) => true,
        (_, "Int") => 1,
        (_, "Boolean") => false,
        (_, "ID") => Unknown,
        _ when reference.Find(argument.Type.Name) is { Kind: ApiTypeKind.Enum, Values: [var first, ..] } => first.Name,
        _ => argument.Name,
    };

    private static JsonNode Id(Guid? id) => id?.ToString() ?? Unknown;
}
