using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Recordings that Five9 has sent to a folder, with the call log beside them. The folder is read anew each time: files come and go.</summary>
internal sealed class Five29Adapter(FileDropPlaces places, TimeProvider clock) : IPlatformAdapter, IFileDropInspector
{
    /// <summary>A file that was written to so recently may not be whole yet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public PlatformDescriptor Descriptor => Five29Platform.Descriptor;

    public IFileDropInspector FileDrop => this;

    public int MaxBatch => 100;

    /// <summary>Each page reads the whole folder.</summary>
    internal int PageSize { get; init; } = 500;

    public IAsyncEnumerable<CredentialCheck> CheckCredentialAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        new Five29CredentialChecks(places).RunAsync(connection, cancellationToken);

    public Task<FileDropReport> InspectAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(connection, (_, drop) => drop.Report(), cancellationToken);

    public Task<CallCount> CountCallsAsync(PlatformConnection connection, CallQuery query, CancellationToken cancellationToken) =>
        ReadAsync(connection, (_, drop) => new CallCount(drop.Items.Count(item => IsIn(item, query)), IsExact: true), cancellationToken);

    /// <summary>
    /// In order of time, so that a page begins behind the last recording of the one before, whatever arrives meanwhile. Only another list makes cursors
    /// worthless: with it recordings may have other times.
    /// </summary>
    public Task<CallPage> ListCallsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken) => ReadAsync(
        connection,
        (folder, drop) =>
        {
            var wanted = drop.Items.Where(item => IsIn(item, query)).ToList();
            var list = ListOf(folder, drop);
            var after = Five29Cursor.Parse(cursor, list);
            var page = wanted.Where(item => after is null || after.IsBefore(item)).Take(PageSize + 1).ToList();
            var next = page.Count > PageSize ? $"{Five29Cursor.Of(list, page[PageSize - 1])}" : null;
            return new CallPage([.. page.Take(PageSize).Select(item => Five29Mapper.ToSourceCall(folder, item))], next, wanted.Count);
        },
        cancellationToken);

    public Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateRecordingsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyDictionary<string, RecordingAnswer>>(
            () => calls.DistinctBy(call => call.SourceCallId).ToDictionary(call => call.SourceCallId, call => Five29Errors.Guarded(() => Locate(connection, call.SourceCallId))),
            cancellationToken);

    public Task<IReadOnlyDictionary<string, TranscriptAnswer>> GetTranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<SourceCallReference> calls, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyDictionary<string, TranscriptAnswer>>(
            () => calls.DistinctBy(call => call.SourceCallId).ToDictionary(
                call => call.SourceCallId,
                call => Five29Errors.Guarded<TranscriptAnswer>(() =>
                    FindFolder(connection, call.SourceCallId) is var (folder, path) && Five29SideFile.Find(folder, path) is { } ready ? ready : new TranscriptAbsent())),
            cancellationToken);

    private RecordingAnswer Locate(PlatformConnection connection, string id)
    {
        if (FindFolder(connection, id) is not var (folder, path) || folder.Find(path) is not { } file)
        {
            return new RecordingAbsent("The recording is no longer in the drop folder.");
        }

        var quiet = clock.GetUtcNow() - new DateTimeOffset(file.LastWriteTimeUtc);
        return quiet < Quiet && quiet > -Quiet
            ? new RecordingNotReady(Quiet, null)
            : new RecordingHere(_ => Task.FromResult<Stream>(Open(folder, path)));
    }

    /// <summary>Looked for once more: what was a file may be a link by now.</summary>
    private static FileStream Open(DropFolder folder, string path)
    {
        try
        {
            return Five29Errors.Guarded(() => folder.Find(path) is { } file
                ? new FileStream(file.FullName, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan })
                : throw Five29Errors.Gone());
        }
        catch (PlatformException fault) when (fault.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Five29Errors.Gone();
        }
    }

    private (DropFolder Folder, string Path)? FindFolder(PlatformConnection connection, string id) =>
        id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && places.Find(connection.WorkspaceId, id[..slash]) is { } folder ? (folder, id[(slash + 1)..]) : null;

    private Task<T> ReadAsync<T>(PlatformConnection connection, Func<DropFolder, Five29Drop, T> answer, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var settings = Five29Settings.Of(connection, places);
            return answer(settings.Folder, Five29Drop.Read(settings.Folder, settings.ReportZone, settings.NameZone));
        },
        cancellationToken);

    private static bool IsIn(Five29Item item, CallQuery query) => item.StartedAt >= query.From && item.StartedAt < query.To;

    /// <summary>Names the lists as they are now.</summary>
    private static string ListOf(DropFolder folder, Five29Drop drop)
    {
        var lists = drop.Manifests.Select(path => folder.Find(path)).OfType<FileInfo>().Select(file => FormattableString.Invariant($"{file.Name}{file.Length}{file.LastWriteTimeUtc.Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', lists))))[..16];
    }
}
