using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Finds the row of every recording: by what the list says, by the session, else by number, campaign, agent and time together.</summary>
internal sealed class Five29Join
{
    private readonly Dictionary<string, Five29Row> byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Five29Row?> byFileName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Five29Row> bySession = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, Five29Row> byNumber;
    private readonly TimeZoneInfo nameZone;

    public Five29Join(IReadOnlyList<Five29Row> rows, TimeZoneInfo nameZone)
    {
        this.nameZone = nameZone;
        foreach (var row in rows)
        {
            if (row.RecordingFile is { } file)
            {
                byFile.TryAdd(file, row);

                // A bare name is believed only while it is the only one.
                var name = file[(file.LastIndexOf('/') + 1)..];
                byFileName[name] = byFileName.ContainsKey(name) ? null : row;
            }

            if (row.SessionId is { } session)
            {
                bySession.TryAdd(session, row);
            }
        }

        byNumber = rows.SelectMany(row => new[] { row.Ani, row.Dnis }.Select(LastDigits).Where(number => number.Length > 0).Distinct().Select(number => (number, row)))
            .ToLookup(entry => entry.number, entry => entry.row);
    }

    /// <returns>null when no row speaks of it</returns>
    public Five29Match? Find(DroppedFile file, Five29FileName name)
    {
        if (byFile.TryGetValue(file.Path, out var named) || (byFileName.GetValueOrDefault(file.Path[(file.Path.LastIndexOf('/') + 1)..]) is { } alone && (named = alone) is not null))
        {
            return new Five29Match(named, "recording file");
        }

        if (name.SessionId is { } session && bySession.TryGetValue(session, out var bound))
        {
            return new Five29Match(bound, "session");
        }

        var nearest = Candidates(name).Select(row => (Row: row, Distance: Distance(row, name).Duration())).OrderBy(entry => entry.Distance).FirstOrDefault();
        return nearest.Row is { } row && nearest.Distance <= row.Tolerance ? new Five29Match(row, "campaign, number, agent, time") { Distance = nearest.Distance } : null;
    }

    /// <summary>How far the clock of the name is off the nearest row that fits otherwise, when that is a distance between zones.</summary>
    public TimeSpan? ZoneError(Five29FileName name)
    {
        foreach (var row in Candidates(name).OrderBy(row => Distance(row, name).Duration()))
        {
            var off = Distance(row, name);
            var halfHours = Math.Round(off.TotalMinutes / 30);
            if (halfHours != 0 && Math.Abs(halfHours) <= 28 && (off - TimeSpan.FromMinutes(30 * halfHours)).Duration() <= Five29Row.MostTolerance)
            {
                return TimeSpan.FromMinutes(30 * halfHours);
            }
        }

        return null;
    }

    private IEnumerable<Five29Row> Candidates(Five29FileName name) => name is { Number: { } number, Clock: not null }
        ? byNumber[LastDigits(number)].Where(row => IsSameCampaign(row.Campaign, name.Campaign) && IsSameAgent(row.Agent, name.Agent))
        : [];

    /// <summary>From the nearest clock of the row to the clock of the name.</summary>
    private TimeSpan Distance(Five29Row row, Five29FileName name)
    {
        // Candidates have a clock.
        var clock = Five29Zone.ToUtc(name.Clock!.Value, nameZone);
        return row.Recordings.Select(mark => mark.StartedAt).Append(row.StartedAt).Select(moment => clock - moment).MinBy(distance => distance.Duration());
    }

    /// <summary>File systems take other characters than campaigns do.</summary>
    private static bool IsSameCampaign(string ofRow, string? ofName) => ofName is null || ofRow.Length == 0 || Letters(ofRow).Equals(Letters(ofName), StringComparison.OrdinalIgnoreCase);

    /// <summary>A leg without an agent fits any; a login may be written with or without its domain.</summary>
    private static bool IsSameAgent(string? ofRow, string? ofName) => string.IsNullOrEmpty(ofName) || ofRow is null
        || ofRow.Equals(ofName, StringComparison.OrdinalIgnoreCase) || ofRow.Split('@')[0].Equals(ofName.Split('@')[0], StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string LastDigits(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length > 10 ? digits[^10..] : digits;
    }
}

/// <param name="Rule">By what it was found, for the record.</param>
internal sealed record Five29Match(Five29Row Row, string Rule)
{
    /// <summary>Between the clocks; nothing where the match does not depend on them.</summary>
    public TimeSpan Distance { get; init; }
}
