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
    public static string IdOf(IDrop drop, DroppedFile file) => $"{drop.Name}/{file.Path}";

    /// <summary>A recording that was handed over.</summary>
    /// <param name="unitId">By which the report may have named it before.</param>
    public static SourceCall ToSourceCall(IDrop drop, Five29Item item, string? unitId) => Describe(item.Match?.Row, item) with
    {
        SourceCallId = IdOf(drop, item.File),
        OtherId = unitId,
        StartedAt = item.StartedAt,
    };

    /// <summary>A recording that the report tells of.</summary>
    /// <param name="item">Its file, once that is there; then the drop is, too.</param>
    public static SourceCall ToSourceCall(Five29Unit unit, IDrop? drop, Five29Item? item) => Describe(unit.Row, item) with
    {
        SourceCallId = unit.Id,
        OtherId = drop is not null && item is not null ? IdOf(drop, item.File) : null,
        StartedAt = unit.Row.StartedAt,
        DownloadToken = Five29Claim.Of(unit, item),
    };

    private static SourceCall Describe(Five29Row? row, Five29Item? item)
    {
        var customer = row?.Customer is { Length: > 0 } number ? number : item?.Name.Number;
        return new SourceCall
        {
            SourceCallId = "",
            SourceGroupId = row?.CallId is { Length: > 0 and <= LongestId } callId ? callId : null,
            Title = Title(row?.Campaign is { Length: > 0 } campaign ? campaign : item?.Name.Campaign, row?.CustomerName ?? customer),
            StartedAt = default,

            // Of the very recording; what the call took says nothing about one of several.
            DurationSeconds = (item?.Mark ?? (row?.Recordings is [var mark, ..] ? mark : null))?.Seconds ?? row?.DurationSeconds,
            Direction = row?.Direction,
            Participants = [.. People(row, item, customer)],
            HasRecording = item is not null,
            SourceMetadata = Provenance(row, item),
        };
    }

    private static string Title(string? campaign, string? customer) => (campaign, customer) switch
    {
        ({ } about, { } who) => $"{about}: {who}",
        ({ } about, null) => about,
        (null, { } who) => $"Call with {who}",
        _ => "Call",
    };

    private static IEnumerable<Participant> People(Five29Row? row, Five29Item? item, string? customer)
    {
        var login = row?.Agent ?? (item?.Name.Agent is { Length: > 0 } named ? named : null);
        if ((row?.AgentName ?? login) is { } agent)
        {
            yield return new Participant(agent, login?.Contains('@', StringComparison.Ordinal) == true ? login : null, null, IsInternal: true);
        }

        if (customer is not null || row?.CustomerName is not null)
        {
            yield return new Participant(row?.CustomerName, null, customer, IsInternal: false);
        }
    }

    private static string Provenance(Five29Row? row, Five29Item? item)
    {
        var kept = new JsonObject { ["match"] = item?.Match?.Rule ?? "none" };
        if (item is not null)
        {
            (kept["file"], kept["bytes"]) = (item.File.Path, item.File.Bytes);
        }

        if ((item?.Name.SessionId ?? row?.SessionId) is { } session)
        {
            kept["sessionId"] = session;
        }

        if (row is not null)
        {
            kept["row"] = JsonSerializer.SerializeToNode(row.Values);
        }

        return kept.ToJsonString();
    }
}
