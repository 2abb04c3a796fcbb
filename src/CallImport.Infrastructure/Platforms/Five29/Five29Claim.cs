using System.Text.Json;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What is kept with a call that the report listed, to know its recording when that is handed over: no request to Five9 is needed for it.</summary>
internal sealed record Five29Claim
{
    public required string CallId { get; init; }

    public required DateTime Leg { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of the recording; null where the report tells none.</summary>
    public TimeSpan? Clock { get; init; }

    public required string Campaign { get; init; }

    public string? Agent { get; init; }

    public required string Number { get; init; }

    public string? Session { get; init; }

    /// <summary>In the drop; null while it is not there.</summary>
    public string? File { get; init; }

    public double Within { get; init; }

    public static string Of(Five29Unit unit, Five29Item? item) => JsonSerializer.Serialize(
        new Five29Claim
        {
            CallId = unit.Row.CallId,
            Leg = unit.Row.Leg,
            At = unit.Row.StartedAt,
            Clock = unit.Row.Recordings is [var mark, ..] ? mark.Clock : null,
            Campaign = unit.Row.Campaign,
            Agent = unit.Row.Agent,
            Number = unit.Row.Customer,
            Session = unit.Row.SessionId,
            File = item?.File.Path ?? unit.Row.RecordingFile,
            Within = unit.Row.Tolerance.TotalSeconds,
        },
        JsonSerializerOptions.Web);

    /// <returns>null for what is none of ours</returns>
    public static Five29Claim? Parse(string? token)
    {
        try
        {
            return token is null ? null : JsonSerializer.Deserialize<Five29Claim>(token, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As far as a file can be told by it.</summary>
    public Five29Row ToRow() => new()
    {
        Line = 0,
        CallId = CallId,
        StartedAt = At,
        Leg = Leg,
        Campaign = Campaign,
        Direction = "outbound",
        Agent = Agent,
        Ani = "",
        Dnis = Number,
        SessionId = Session,
        RecordingFile = File,
        Recordings = Clock is { } clock ? [new Five29Mark(At, 0, clock)] : [],
        Tolerance = TimeSpan.FromSeconds(Within),
        Values = new Dictionary<string, string>(),
    };
}
