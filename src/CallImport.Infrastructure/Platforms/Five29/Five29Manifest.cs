using System.Globalization;
using System.Text.RegularExpressions;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Reads the rows of a call log. Columns are found by their names, whatever their order and case; what is odd is remarked, not guessed.</summary>
internal static partial class Five29Manifest
{
    private const int MostRemarks = 20;

    private static readonly string[] Needed = ["CALL ID", "TIMESTAMP"];

    private static readonly string[] TimeFormats =
    [
        "ddd, dd MMM yyyy HH:mm:ss", "ddd, d MMM yyyy HH:mm:ss", "dd MMM yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm:ss tt", "M/d/yyyy H:mm",
    ];

    /// <param name="name">Of the file, for messages.</param>
    /// <param name="folder">Where the file lies within the drop, with a slash at its end; empty for the drop itself.</param>
    /// <exception cref="PlatformException">A column is missing.</exception>
    public static List<Five29Row> Read(List<string[]> table, string name, string folder, TimeZoneInfo zone, List<string> remarks)
    {
        var header = table.FirstOrDefault() ?? [];
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, column) in header.Index())
        {
            columns.TryAdd(column.Replace('_', ' ').Trim(), index);
        }

        if (Needed.Where(column => !columns.ContainsKey(column)).ToList() is { Count: > 0 } missing)
        {
            throw Five29Csv.Unusable(
                $"{name} lacks the column {string.Join(" and ", missing)}; its first line is \"{Shortened(string.Join(", ", header))}\". Export the report \"Call Log\" with its header.");
        }

        var (rows, seen, duplicates) = (new List<Five29Row>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var (index, cells) in table.Index().Skip(1))
        {
            if (cells.All(string.IsNullOrEmpty))
            {
                continue;
            }

            if (!seen.Add(string.Join('\u001f', cells)))
            {
                duplicates++;
            }
            else if (Row(cells, columns, folder, index + 1, zone) is { } row)
            {
                rows.Add(row);
            }
            else
            {
                Remark(remarks, $"{name}, line {index + 1}: the time \"{Shortened(Cell(cells, columns, "TIMESTAMP"))}\" cannot be read; the row is left out.");
            }
        }

        if (duplicates > 0)
        {
            Remark(remarks, $"{name} holds {duplicates} rows twice; each counts once.");
        }

        foreach (var twice in rows.Where(row => row.RecordingFile is not null).GroupBy(row => row.RecordingFile).Where(group => group.Count() > 1))
        {
            Remark(remarks, $"{name}: {twice.Count()} rows name the recording \"{Shortened(twice.Key ?? "")}\"; the first one counts.");
        }

        return rows;
    }

    private static Five29Row? Row(string[] cells, Dictionary<string, int> columns, string folder, int line, TimeZoneInfo zone)
    {
        if (Time(Cell(cells, columns, "TIMESTAMP"), zone) is not var (startedAt, clock))
        {
            return null;
        }

        return new Five29Row
        {
            Line = line,
            CallId = Cell(cells, columns, "CALL ID"),
            StartedAt = startedAt,
            Leg = clock,
            Campaign = Cell(cells, columns, "CAMPAIGN"),
            Direction = Direction(Cell(cells, columns, "CALL TYPE"), columns.ContainsKey("CALL TYPE")),
            Agent = Known(Cell(cells, columns, "AGENT")),
            AgentName = Known(Cell(cells, columns, "AGENT NAME")),
            Ani = Cell(cells, columns, "ANI"),
            Dnis = Cell(cells, columns, "DNIS"),
            CustomerName = Known(Cell(cells, columns, "CUSTOMER NAME")),
            SessionId = Known(Cell(cells, columns, "SESSION ID")),
            RecordingFile = Known(Cell(cells, columns, "RECORDING FILE")) is { } file ? folder + file.Replace('\\', '/').TrimStart('/') : null,
            DurationSeconds = Seconds(Cell(cells, columns, "TALK TIME")) ?? Seconds(Cell(cells, columns, "CALL TIME")),
            Recordings = Marks(Cell(cells, columns, "RECORDINGS"), startedAt, zone),
            TellsRecordings = columns.ContainsKey("RECORDINGS"),
            Values = columns.Where(column => Cell(cells, columns, column.Key).Length > 0).ToDictionary(column => column.Key, column => Cell(cells, columns, column.Key)),
        };
    }

    private static string Cell(string[] cells, Dictionary<string, int> columns, string column) =>
        columns.TryGetValue(column, out var index) && index < cells.Length ? cells[index] : "";

    private static string? Known(string text) => text.Length == 0 || text.Equals("[None]", StringComparison.OrdinalIgnoreCase) ? null : text;

    /// <summary>The variant of the report for inbound calls has no such column.</summary>
    private static string Direction(string type, bool isTold) =>
        !isTold || type.Contains("inbound", StringComparison.OrdinalIgnoreCase) ? "inbound"
        : type.Equals("internal", StringComparison.OrdinalIgnoreCase) ? "internal"
        : "outbound";

    private static (DateTimeOffset Moment, DateTime Clock)? Time(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) ? (Five29Zone.ToUtc(local, zone), local)
        : ZonedTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? (moment.ToUniversalTime(), moment.UtcDateTime)
        : null;

    private static int? Seconds(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero ? (int)Math.Round(time.TotalSeconds) : null;

    /// <summary>Each recording as the clock at its start and its length: <c>09:00:25(5:40)</c>. A clock before the call's own is of the day after.</summary>
    private static List<Five29Mark> Marks(string text, DateTimeOffset startedAt, TimeZoneInfo zone)
    {
        var marks = new List<Five29Mark>();
        foreach (Match match in Mark().Matches(text))
        {
            if (!TimeSpan.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var clock))
            {
                continue;
            }

            var day = TimeZoneInfo.ConvertTime(startedAt, zone).Date;
            var start = Five29Zone.ToUtc(day + clock, zone);
            marks.Add(new Five29Mark(
                start < startedAt.AddHours(-12) ? start.AddDays(1) : start,
                (int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) * 60) + int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture),
                clock));
        }

        return marks;
    }

    private static void Remark(List<string> remarks, string remark)
    {
        if (remarks.Count < MostRemarks)
        {
            remarks.Add(remark);
        }
    }

    private static string Shortened(string text) => text.Length > 120 ? $"{text[..120]}…" : text;

    [GeneratedRegex(@"(\d{1,2}:\d{2}:\d{2})\((\d{1,4}):(\d{2})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZonedTime();
}
