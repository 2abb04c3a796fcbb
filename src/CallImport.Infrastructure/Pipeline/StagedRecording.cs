using System.Text.Json;
using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>A recording that is downloaded and checked, and not yet part of the library.</summary>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="Extension">Of the sniffed type, without a dot.</param>
internal sealed record StagedRecording(string Key, long Bytes, string Sha256, string MediaType, string Extension)
{
    public static StagedRecording? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<StagedRecording>(json, CallJson.Options);

    public string ToJson() => JsonSerializer.Serialize(this, CallJson.Options);
}
