namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Rows of the report and of lists in the drop, each leg once; a list that names the file of a recording stays beside the report, which never does.</summary>
internal static class Five29Merge
{
    public static IReadOnlyList<Five29Row> Of(IReadOnlyList<Five29Row> reported, IReadOnlyList<Five29Row> listed)
    {
        var told = reported.Select(row => (row.CallId, row.Leg)).ToHashSet();
        return [.. reported, .. listed.Where(row => row.RecordingFile is not null || !told.Contains((row.CallId, row.Leg)))];
    }
}
