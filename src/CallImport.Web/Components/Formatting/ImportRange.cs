using System.Globalization;

namespace CallImport.Web.Components.Formatting;

/// <summary>The range of an import as it stands in an address: a preset, or whole UTC days of one's own.</summary>
public sealed record ImportRange(string Preset, DateOnly? From, DateOnly? To)
{
    public const string Last30Days = "30d";
    public const string Last90Days = "90d";
    public const string ThisYear = "year";
    public const string Everything = "all";
    public const string Custom = "custom";

    public static IReadOnlyList<(string Preset, string Label)> Presets { get; } =
    [
        (Last30Days, "Last 30 days"),
        (Last90Days, "Last 90 days"),
        (ThisYear, "This year"),
        (Everything, "Everything"),
        (Custom, "My own range"),
    ];

    public static ImportRange Parse(string? preset, string? from, string? to)
    {
        var (first, last) = (Day(from), Day(to));
        var known = Presets.Any(one => one.Preset == preset) ? preset : null;
        return new ImportRange(known ?? (first is null && last is null ? Last90Days : Custom), first, last);
    }

    /// <summary>Start, inclusive; null = as far back as the source goes.</summary>
    public DateTimeOffset? Start(DateTimeOffset now) => Preset switch
    {
        Last30Days => Midnight(now, -30),
        Last90Days => Midnight(now, -90),
        ThisYear => new DateTimeOffset(now.UtcDateTime.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Custom when From is { } day => Utc(day),
        _ => null,
    };

    /// <summary>End, exclusive: the whole of the last day belongs to the range. Null = until the start of the import.</summary>
    public DateTimeOffset? End => Preset == Custom && To is { } day ? Utc(day.AddDays(1)) : null;

    /// <summary>What is wrong with it, for the person who chose it; null when nothing is.</summary>
    public string? Mistake => Preset == Custom && From > To ? "The first day is after the last one." : null;

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) => text is { Length: >= 10 }
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset Midnight(DateTimeOffset now, int days) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(days);

    private static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
