using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>A recording that can be imported, with what is known of it.</summary>
internal sealed record Five29Item(DroppedFile File, Five29FileName Name, Five29Match? Match, DateTimeOffset StartedAt);

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

    public required IReadOnlyList<string> Manifests { get; init; }

    public required IReadOnlyList<DroppedFile> Unusable { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }

    /// <exception cref="PlatformException">It cannot be read, or a list in it is no call log.</exception>
    public static Five29Drop Read(DropFolder folder, TimeZoneInfo reportZone, TimeZoneInfo nameZone) => Five29Errors.Guarded(() =>
    {
        var files = folder.Files().ToList();
        var remarks = new List<string>();
        var manifests = ManifestsOf(files);
        var rows = manifests.SelectMany(path => ReadManifest(folder, path, reportZone, remarks)).ToList();
        var join = new Five29Join(rows, nameZone);
        var recordings = files.Where(file => Sounds.Contains(Path.GetExtension(file.Path))).ToLookup(file => IsUsable(folder, file));
        var items = recordings[true].Select(file => Item(file, join, nameZone)).OrderBy(item => item.StartedAt).ThenBy(item => item.File.Path, StringComparer.Ordinal).ToList();
        remarks.AddRange(Five29Remarks.Of(items, manifests, join));
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

    private static DroppedFiles Files(IEnumerable<string> names)
    {
        var all = names.ToList();
        return new DroppedFiles(all.Count, [.. all.Take(FileDropReport.MostExamples)]);
    }

    /// <summary>Every <c>manifest.csv</c>; where there is none, the one table in the drop's own folder.</summary>
    private static List<string> ManifestsOf(List<DroppedFile> files)
    {
        var named = files.Select(file => file.Path).Where(path => Path.GetFileName(path).Equals(ManifestName, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var tables = files.Select(file => file.Path).Where(path => !path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 0 && tables.Count == 1 ? tables : named;
    }

    private static List<Five29Row> ReadManifest(DropFolder folder, string path, TimeZoneInfo zone, List<string> remarks) => folder.Find(path) is { } file
        ? Five29Manifest.Read(Five29Csv.Read(file, path), path, path[..(path.LastIndexOf('/') + 1)], zone, remarks)
        : [];

    private static bool IsUsable(DropFolder folder, DroppedFile file) => file.Bytes >= LeastBytes && Five29Mapper.IdOf(folder, file).Length <= Five29Mapper.LongestId;

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
