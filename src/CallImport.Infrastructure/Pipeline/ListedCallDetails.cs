using System.Text.Json;
using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>What a listed call says beyond its columns; kept as JSON in <c>imported_calls.source_metadata</c>.</summary>
internal sealed record ListedCallDetails
{
    public IReadOnlyList<Participant> Participants { get; init; } = [];

    public string? Direction { get; init; }

    public string? Language { get; init; }

    public string? SourceUrl { get; init; }

    /// <summary>The vendor's own record.</summary>
    public JsonElement? Vendor { get; init; }

    public static ListedCallDetails Parse(string json) => JsonSerializer.Deserialize<ListedCallDetails>(json, CallJson.Options) ?? new ListedCallDetails();

    public override string ToString() => JsonSerializer.Serialize(this, CallJson.Options);
}
