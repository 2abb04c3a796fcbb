using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Finds the files of calls, by their ids or by what was kept of the report.</summary>
internal sealed class Five29Files(FileDropPlaces places, BucketDrops buckets)
{
    /// <returns>For every id that was asked for its file; null where there is none.</returns>
    public async Task<IReadOnlyDictionary<string, (IDrop Drop, DroppedFile File)?>> FindAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (IDrop, DroppedFile)?>(StringComparer.Ordinal);
        var told = calls.Where(call => Five29Unit.IsIdOfOne(call.SourceCallId)).ToList();
        foreach (var id in calls.Select(call => call.SourceCallId).Where(id => !Five29Unit.IsIdOfOne(id)).Distinct())
        {
            found[id] = await Five29Errors.GuardedAsync(() => FindAsync(connection, id, cancellationToken));
        }

        if (told.Count > 0)
        {
            var settings = Five29Settings.Of(connection, places, buckets);
            foreach (var (id, file) in await FindAsync(settings, told, cancellationToken))
            {
                found[id] = file is not null && settings.Drop is { } drop ? (drop, file) : null;
            }
        }

        return found;
    }

    /// <summary>The drop is the first part of the id: a folder of the workspace, or the bucket of this very connection.</summary>
    private async Task<(IDrop, DroppedFile)?> FindAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        if (id.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash))
        {
            return null;
        }

        IDrop? drop = BucketDrops.IsNameOfOne(id[..slash]) ? Five29Settings.Of(connection, places, buckets).Drop : places.Find(connection.WorkspaceId, id[..slash]);
        return drop is not null && drop.Name == id[..slash] && await drop.FindAsync(id[(slash + 1)..], cancellationToken) is { } file ? (drop, file) : null;
    }

    /// <summary>Where the file was when the call was listed; only for those that are not there the drop is read.</summary>
    private static async Task<IReadOnlyDictionary<string, DroppedFile?>> FindAsync(
        Five29Settings settings, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DroppedFile?>(StringComparer.Ordinal);
        var wanted = new List<Five29Unit>();
        foreach (var call in calls.DistinctBy(call => call.SourceCallId))
        {
            var claim = Five29Claim.Parse(call.DownloadToken);
            found[call.SourceCallId] = settings.Drop is { } drop && claim?.File is { } path
                ? await Five29Errors.GuardedAsync(() => drop.FindAsync(path, cancellationToken))
                : null;
            if (claim is not null && found[call.SourceCallId] is null)
            {
                wanted.Add(new Five29Unit(call.SourceCallId, claim.ToRow()));
            }
        }

        if (wanted.Count > 0)
        {
            var files = (await Five29Drop.ReadAsync(settings, [.. wanted.Select(unit => unit.Row)], cancellationToken)).ByUnit(wanted);
            foreach (var unit in wanted)
            {
                found[unit.Id] = files.GetValueOrDefault(unit.Id)?.File;
            }
        }

        return found;
    }
}
