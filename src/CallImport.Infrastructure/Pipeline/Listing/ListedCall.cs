using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>A listed call as it fits into its row. What cannot fit becomes a failed row that says why, and never stops the page.</summary>
/// <param name="Fault">Why the call can never be imported; null when it can.</param>
internal sealed record ListedCall(
    Guid Id, string SourceCallId, string? GroupId, string? Title, DateTimeOffset StartedAt, int? DurationSeconds, string Metadata, string? Fault)
{
    /// <summary>A token that had to be shortened would be another one.</summary>
    private const int LongestToken = 2000;

    private const int LongestField = 300;
    private const int MostParticipants = 500;

    /// <summary>Beyond this a vendor's own record is left out: it is provenance, not content.</summary>
    private const int LongestRecord = 256 * 1024;

    public static ListedCall Of(SourceCall call, DateTimeOffset now)
    {
        var fault = FaultOf(call);
        return new ListedCall(
            Guid.CreateVersion7(now),
            IdOf(call),
            StorableText.Clean(call.SourceGroupId, StorableText.LongestId),
            StorableText.Clean(call.Title, StorableText.LongestTitle),
            call.StartedAt.ToUniversalTime(),
            call.DurationSeconds is >= 0 ? call.DurationSeconds : null,
            Details(call).ToString(),
            fault)
        {
            DownloadToken = call.DownloadToken is { Length: <= LongestToken } token ? StorableText.Clean(token, LongestToken) : null,
            OtherId = call.OtherId is { Length: > 0 and <= StorableText.LongestId } other && StorableText.Clean(other, StorableText.LongestId) == other ? other : null,
            HasRecording = call.HasRecording == true,
        };
    }

    public string? DownloadToken { get; private init; }

    public string? OtherId { get; private init; }

    public bool HasRecording { get; private init; }

    public IEnumerable<string> AllIds => OtherId is { } other ? [SourceCallId, other] : [SourceCallId];

    /// <summary>As its row has it.</summary>
    public static string IdOf(SourceCall call) => FaultOf(call) is null ? call.SourceCallId : StandIn(call.SourceCallId);

    private static string? FaultOf(SourceCall call) => (StorableText.Clean(call.SourceCallId, int.MaxValue) ?? "") switch
    {
        { Length: 0 } => "The source lists this call without an id; it cannot be asked for.",
        { Length: > StorableText.LongestId } => "The id of this call is longer than 255 characters.",
        var id when id != call.SourceCallId => "The id of this call holds characters that cannot be stored.",
        _ => null,
    };

    /// <summary>Recognisable for people, the same each time it is listed, and no other call's id.</summary>
    private static string StandIn(string id) =>
        $"{StorableText.Clean(id, 100)}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private static ListedCallDetails Details(SourceCall call) => new()
    {
        Participants = [.. call.Participants.Take(MostParticipants).Select(Cleaned)],
        Direction = StorableText.Clean(call.Direction, 50),
        Language = StorableText.Clean(call.Language, 50),
        SourceUrl = StorableText.Clean(call.SourceUrl, 2000),
        Vendor = call.SourceMetadata.Length <= LongestRecord && StorableText.CleanJson(call.SourceMetadata) is { } json
            ? JsonSerializer.Deserialize<JsonElement>(json)
            : null,
    };

    private static Participant Cleaned(Participant person) => person with
    {
        Name = StorableText.Clean(person.Name, LongestField),
        Email = StorableText.Clean(person.Email, LongestField),
        Phone = StorableText.Clean(person.Phone, LongestField),
        Title = StorableText.Clean(person.Title, LongestField),
        SpeakerId = StorableText.Clean(person.SpeakerId, LongestField),
    };
}
