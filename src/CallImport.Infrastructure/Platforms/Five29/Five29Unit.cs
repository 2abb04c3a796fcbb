using System.Globalization;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What the report says of one recording: the leg of a call, and which of its recordings. It has a name before there is a file.</summary>
/// <param name="Id">Made of what is written there, so that it stays the same when a zone is corrected.</param>
/// <param name="Row">The leg, as far as it is about this recording.</param>
internal sealed record Five29Unit(string Id, Five29Row Row)
{
    /// <summary>Not possible in the name of a drop, which is how ids of files begin.</summary>
    private const string Prefix = "call:";

    public static bool IsIdOfOne(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>In order of time. Rows that tell of no recording bring nothing; a report that tells nothing about recordings brings every row.</summary>
    public static IReadOnlyList<Five29Unit> Of(IEnumerable<Five29Row> rows)
    {
        var units = rows.Where(row => row.IsRecorded).SelectMany(Parts).ToList();
        var named = units.GroupBy(unit => unit.Id).SelectMany(same => same
            .OrderBy(unit => unit.Row.Agent, StringComparer.Ordinal)
            .Select((unit, index) => index == 0 ? unit : unit with { Id = string.Create(CultureInfo.InvariantCulture, $"{unit.Id}/{index + 1}") }));
        return [.. Apart([.. named]).OrderBy(unit => unit.Row.StartedAt).ThenBy(unit => unit.Id, StringComparer.Ordinal)];
    }

    public static string IdOf(Five29Row row, Five29Mark? mark)
    {
        var call = row.CallId.Length > 0 ? row.CallId : $"{row.Ani}-{row.Dnis}";
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{call}/{row.Leg:yyyyMMdd'T'HHmmss}{(mark is { } one ? $"/{one.Clock:hhmmss}" : "")}");
    }

    private static IEnumerable<Five29Unit> Parts(Five29Row row) => row.Recordings.Count == 0
        ? [new Five29Unit(IdOf(row, null), row)]
        : row.Recordings.Select(mark => new Five29Unit(IdOf(row, mark), row with { StartedAt = mark.StartedAt, Recordings = [mark] }));

    /// <summary>Where two recordings of one number begin close to each other, each file belongs to the nearer one, even when the other is not looked at.</summary>
    private static IEnumerable<Five29Unit> Apart(IReadOnlyList<Five29Unit> units)
    {
        foreach (var near in units.GroupBy(unit => unit.Row.Customer))
        {
            var ordered = near.OrderBy(unit => unit.Row.StartedAt).ToList();
            foreach (var (index, unit) in ordered.Index())
            {
                var before = index > 0 ? unit.Row.StartedAt - ordered[index - 1].Row.StartedAt : TimeSpan.MaxValue;
                var after = index + 1 < ordered.Count ? ordered[index + 1].Row.StartedAt - unit.Row.StartedAt : TimeSpan.MaxValue;
                var half = (before < after ? before : after) / 2;
                yield return half > TimeSpan.Zero && half < Five29Row.MostTolerance ? unit with { Row = unit.Row with { Tolerance = half } } : unit;
            }
        }
    }
}
