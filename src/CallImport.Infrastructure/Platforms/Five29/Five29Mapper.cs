using System.Text.Json;
using System.Text.Json.Nodes;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>From files and rows to calls.</summary>
internal static class Five29Mapper
{
    public const int LongestId = 255;

    /// <summary>The drop is part of the id: two drops of a workspace may hold files of one name.</summary>
    public static string IdOf(DropFolder folder, DroppedFile file) => $"{folder.Name}/{file.Path}";

    public static SourceCall ToSourceCall(DropFolder folder, Five29Item item)
    {
        var row = item.Match?.Row;
        var customer = row?.Customer is { Length: > 0 } number ? number : item.Name.Number;
        return new SourceCall
        {
            SourceCallId = IdOf(folder, item.File),
            SourceGroupId = row?.CallId is { Length: > 0 and <= LongestId } callId ? callId : null,
            Title = Title(row?.Campaign is { Length: > 0 } campaign ? campaign : item.Name.Campaign, row?.CustomerName ?? customer),
            StartedAt = item.StartedAt,
            DurationSeconds = Seconds(item),
            Direction = row?.Direction,
            Participants = [.. People(item, customer)],
            SourceMetadata = Provenance(item),
        };
    }

    /// <summary>Of the recording that begins when this file does; a row with several says nothing about one of them.</summary>
    private static int? Seconds(Five29Item item) => item.Match?.Row is not { } row ? null
        : row.Recordings.Count > 0 ? row.Recordings.MinBy(mark => (mark.StartedAt - item.StartedAt).Duration()).Seconds
        : row.DurationSeconds;

    private static string Title(string? campaign, string? customer) => (campaign, customer) switch
    {
        ({ } about, { } who) => $"{about}: {who}",
        ({ } about, null) => about,
        (null, { } who) => $"Call with {who}",
        _ => "Call",
    };

    private static IEnumerable<Participant> People(Five29Item item, string? customer)
    {
        var row = item.Match?.Row;
        var login = row?.Agent ?? (item.Name.Agent is { Length: > 0 } named ? named : null);
        if ((row?.AgentName ?? login) is { } agent)
        {
            yield return new Participant(agent, login?.Contains('@', StringComparison.Ordinal) == true ? login : null, null, IsInternal: true);
        }

        if (customer is not null || row?.CustomerName is not null)
        {
            yield return new Participant(row?.CustomerName, null, customer, IsInternal: false);
        }
    }

    private static string Provenance(Five29Item item)
    {
        var kept = new JsonObject { ["file"] = item.File.Path, ["bytes"] = item.File.Bytes, ["match"] = item.Match?.Rule ?? "none" };
        if (item.Name.SessionId is { } session)
        {
            kept["sessionId"] = session;
        }

        if (item.Match?.Row is { } row)
        {
            kept["row"] = JsonSerializer.SerializeToNode(row.Values);
        }

        return kept.ToJsonString();
    }
}
