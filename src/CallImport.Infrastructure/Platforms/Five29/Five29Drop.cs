using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>A recording that can be imported, with what is known of it.</summary>
internal sealed record Five29Item(DroppedFile File, Five29FileName Name, Five29Match? Match, DateTimeOffset StartedAt)
{
    /// <summary>Which of the recordings of its row it is.</summary>
    public Five29Mark? Mark => Match?.Row.Recordings is { Count: > 0 } marks ? marks.MinBy(mark => (mark.StartedAt - StartedAt).Duration()) : null;
}

/// <summary>A drop as it is at this moment: recordings with their rows, in order of time.</summary>
internal sealed record Five29Drop
{
    private const string ManifestName = "manifest.csv";

    /// <summary>Five9's own names end in .wav; customers convert.</summary>
    private static readonly HashSet<string> Sounds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".mp3", ".m4a", ".mp4", ".ogg", ".opus", ".flac", ".aac", ".webm", ".wma", ".amr", ".aiff",
    };

    /// <summary>Half a second of the thinnest sound that Five9 writes: there is no conversation in less.</summary>
    private const int LeastBytes = 8_000;

    public required IReadOnlyList<Five29Item> Items { get; init; }

    public required IReadOnlyList<Five29Row> Rows { get; init; }

    public required IReadOnlyList<DroppedFile> Manifests { get; init; }

    public required IReadOnlyList<DroppedFile> Unusable { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }

    /// <param name="reported">Rows that are known from elsewhere; they come before those of lists in the drop.</param>
    /// <exception cref="PlatformException">It cannot be read, or a list in it is no call log.</exception>
    public static Task<Five29Drop> ReadAsync(Five29Settings settings, IReadOnlyList<Five29Row> reported, CancellationToken cancellationToken) => Five29Errors.GuardedAsync(async () =>
    {
        if (settings.Drop is not { } drop)
        {
            return new Five29Drop { Items = [], Rows = reported, Manifests = [], Unusable = [], Remarks = [] };
        }

        var files = await drop.ListAsync(cancellationToken);
        var remarks = new List<string>();
        var manifests = ManifestsOf(files);
        var listed = new List<Five29Row>();
        foreach (var file in manifests)
        {
            var table = await Five29Csv.ReadAsync(drop, file, cancellationToken);
            listed.AddRange(Five29Manifest.Read(table, file.Path, file.Path[..(file.Path.LastIndexOf('/') + 1)], settings.ReportZone, remarks));
        }

        var rows = Five29Merge.Of(reported, listed);
        var join = new Five29Join(rows, settings.NameZone);
        var recordings = files.Where(file => Sounds.Contains(Path.GetExtension(file.Path))).ToLookup(file => IsUsable(drop, file));
        var items = recordings[true].Select(file => Item(file, join, settings.NameZone)).OrderBy(item => item.StartedAt).ThenBy(item => item.File.Path, StringComparer.Ordinal).ToList();
        remarks.AddRange(Five29Remarks.Of(items, rows.Count > 0, join));
        return new Five29Drop { Items = items, Rows = rows, Manifests = manifests, Unusable = [.. recordings[false]], Remarks = remarks };
    });

    public FileDropReport Report()
    {
        var found = Items.Select(item => item.Match?.Row).OfType<Five29Row>().ToHashSet(ReferenceEqualityComparer.Instance);
        return new FileDropReport
        {
            Matched = Files(Items.Where(item => item.Match is not null).Select(item => item.File.Path)),
            WithoutRow = Files(Items.Where(item => item.Match is null).Select(item => item.File.Path)),
            RowsWithoutFile = Files(Rows.Where(row => row.IsRecorded && !found.Contains(row)).Select(row => $"Line {row.Line}: call {row.CallId}, {row.Campaign}")),
            Unusable = Files(Unusable.Select(file => file.Path)),
            Remarks = Remarks,
        };
    }

    /// <summary>Which file is the recording of which leg. Where several fit, the nearest is; the others stand for themselves.</summary>
    /// <param name="units">Those that were read from elsewhere; rows of lists in the drop name themselves.</param>
    public IReadOnlyDictionary<string, Five29Item> ByUnit(IReadOnlyList<Five29Unit> units)
    {
        var known = new Dictionary<Five29Row, string>(units.Select(unit => KeyValuePair.Create(unit.Row, unit.Id)), ReferenceEqualityComparer.Instance);
        var legs = units.ToLookup(unit => (unit.Row.CallId, unit.Row.Leg));
        return Items.Where(item => item.Match is not null)
            .GroupBy(item => NameOf(item, item.Match!.Row)) // Those without a match are left out.
            .ToDictionary(group => group.Key, group => group.OrderBy(item => item.Match?.Distance).ThenBy(item => item.File.Path, StringComparer.Ordinal).First());

        string NameOf(Five29Item item, Five29Row row) => known.GetValueOrDefault(row)
            ?? legs[(row.CallId, row.Leg)].MinBy(unit => (unit.Row.StartedAt - item.StartedAt).Duration())?.Id
            ?? Five29Unit.IdOf(row, item.Mark);
    }

    private static DroppedFiles Files(IEnumerable<string> names)
    {
        var all = names.ToList();
        return new DroppedFiles(all.Count, [.. all.Take(FileDropReport.MostExamples)]);
    }

    /// <summary>Every <c>manifest.csv</c>; where there is none, the one table in the drop's own folder.</summary>
    private static List<DroppedFile> ManifestsOf(IReadOnlyList<DroppedFile> files)
    {
        var named = files.Where(file => Path.GetFileName(file.Path).Equals(ManifestName, StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var tables = files.Where(file => !file.Path.Contains('/', StringComparison.Ordinal) && file.Path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 0 && tables.Count == 1 ? tables : named;
    }

    private static bool IsUsable(IDrop drop, DroppedFile file) => file.Bytes >= LeastBytes && Five29Mapper.IdOf(drop, file).Length <= Five29Mapper.LongestId;

    private static Five29Item Item(DroppedFile file, Five29Join join, TimeZoneInfo nameZone)
    {
        var name = Five29FileName.Parse(file.Path);
        var match = join.Find(file, name);
        var startedAt = name.Clock is { } clock ? Five29Zone.ToUtc(clock, nameZone)
            : match is { Row: { Recordings: [var mark] } } ? mark.StartedAt
            : match?.Row.StartedAt ?? file.ModifiedAt;
        return new Five29Item(file, name, match, startedAt);
    }
}
