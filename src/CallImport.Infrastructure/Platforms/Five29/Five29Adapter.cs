using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>
/// Recordings that Five9 has sent to a drop. Which calls there were is told by the call log beside them or by the report service; with the report alone calls come
/// without their recordings until those are handed over. Drops are read anew each time: files come and go.
/// </summary>
internal sealed class Five29Adapter(FileDropPlaces places, BucketDrops buckets, PlatformTransport transport, TimeProvider clock) : IPlatformAdapter, IFileDropInspector
{
    /// <summary>A file that was written to so recently may not be whole yet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly Five29Api api = new(transport, clock);

    public PlatformDescriptor Descriptor => Five29Platform.Descriptor;

    public IFileDropInspector FileDrop => this;

    public int MaxBatch => 100;

    /// <summary>Each page reads the whole drop.</summary>
    internal int PageSize { get; init; } = 500;

    private Five29Listing Listing => new(new Five29Report(api, clock), clock);

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new Five29CredentialChecks(places, buckets, api, Listing, clock).RunAsync(connection, cancellationToken);

    public async Task<FileDropReport> InspectAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(connection, cancellationToken);
        var drop = await Five29Drop.ReadAsync(settings, [], cancellationToken);
        if (!settings.AsksReport)
        {
            return drop.Report();
        }

        return drop.Items.Count == 0
            ? drop.Report() with { Remarks = ["There are no recordings here yet. Calls come with what the report says, and are completed when their recordings are handed over."] }
            : (await Listing.ReadAsync(connection, settings, new CallQuery(drop.Items[0].StartedAt, drop.Items[^1].StartedAt), cancellationToken)).Drop.Report();
    }

    public async Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(connection, cancellationToken);
        return settings.AsksReport
            ? await Listing.CountAsync(connection, settings, query, cancellationToken)
            : new CallCount((await Five29Drop.ReadAsync(settings, [], cancellationToken)).Items.Count(item => IsIn(item, query)), IsExact: true);
    }

    /// <summary>
    /// Files in order of time, so that a page begins behind the last recording of the one before, whatever arrives meanwhile. Only another list makes cursors
    /// worthless: with it recordings may have other times.
    /// </summary>
    public async Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(connection, cancellationToken);
        if (settings.AsksReport || settings.Drop is null)
        {
            return await Listing.PageAsync(connection, settings, query, cursor, cancellationToken);
        }

        var drop = await Five29Drop.ReadAsync(settings, [], cancellationToken);
        var wanted = drop.Items.Where(item => IsIn(item, query)).ToList();
        var list = ListOf(drop);
        var after = Five29Cursor.Parse(cursor, list);
        var page = wanted.Where(item => after is null || after.IsBefore(item)).Take(PageSize + 1).ToList();
        var next = page.Count > PageSize ? $"{Five29Cursor.Of(list, page[PageSize - 1])}" : null;
        var units = drop.ByUnit([]).ToDictionary(pair => pair.Value, pair => pair.Key);
        return new CallPage([.. page.Take(PageSize).Select(item => Five29Mapper.ToSourceCall(settings.Drop, item, units.GetValueOrDefault(item)))], next, wanted.Count);
    }

    public async Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var files = await new Five29Files(places, buckets).FindAsync(connection, calls, cancellationToken);
        var now = clock.GetUtcNow();
        return files.ToDictionary(pair => pair.Key, pair => Answer(pair.Key, pair.Value, now));
    }

    public async Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, TranscriptAnswer>(StringComparer.Ordinal);
        foreach (var (id, place) in await new Five29Files(places, buckets).FindAsync(connection, calls, cancellationToken))
        {
            answers[id] = place is var (drop, file)
                && await Five29Errors.GuardedAsync(() => Five29SideFile.FindAsync(drop, file.Path, cancellationToken)) is { } ready ? ready : new TranscriptAbsent();
        }

        return answers;
    }

    private static RecordingAnswer Answer(string id, (IDrop Drop, DroppedFile File)? place, DateTimeOffset now)
    {
        if (place is not var (drop, file))
        {
            return Five29Unit.IsIdOfOne(id)
                ? new RecordingAwaited("No recording here yet. Put it into the drop folder of this connection and import again, or leave it to the next sync; this call is then completed.")
                : new RecordingAbsent("The recording is no longer in the drop folder.");
        }

        return (now - file.ModifiedAt).Duration() < Quiet ? new RecordingNotReady(Quiet, null) : new RecordingHere(cancellationToken => OpenAsync(drop, file, cancellationToken));
    }

    private static async Task<Stream> OpenAsync(IDrop drop, DroppedFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await Five29Errors.GuardedAsync(() => drop.OpenAsync(file, cancellationToken)) ?? throw Five29Errors.Gone();
        }
        catch (PlatformException fault) when (fault.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Five29Errors.Gone();
        }
    }

    private Five29Settings SettingsOf(PlatformConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Five29Settings.Of(connection, places, buckets);
    }

    private static bool IsIn(Five29Item item, CallQuery query) => item.StartedAt >= query.From && item.StartedAt < query.To;

    /// <summary>Names the lists as they are now.</summary>
    private static string ListOf(Five29Drop drop) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', drop.Manifests.Select(file => $"{file.Path}{file.Version}")))))[..16];
}
