using System.IO.Compression;
using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.FileDrops;

/// <summary>Takes files that somebody uploads into a drop of their workspace: recordings, lists, or an archive of them.</summary>
public sealed class DropFiles(FileDropPlaces places, IOptions<ImportOptions> options)
{
    /// <summary>Of one archive.</summary>
    private const int MostFiles = 10_000;

    /// <summary>Of what an archive holds, as a multiple of the largest recording: one that unpacks to more is an attack or a mistake.</summary>
    private const int MostTimesLargest = 4;

    public const string Archive = ".zip";

    /// <summary>Largest file that is taken, in bytes.</summary>
    public long Largest => options.Value.MaxRecordingBytes;

    public bool IsOffered => places.IsWritable;

    /// <param name="fileName">As the browser calls it; only its last part counts.</param>
    /// <returns>how many files lie in the drop because of it</returns>
    public async Task<Result<int>> ExecuteAsync(Actor actor, string drop, string fileName, Stream content, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotDropFiles();
        }

        if (FileDropPlaces.MistakeIn(drop) is { } mistake)
        {
            return new DropNameUnusable(mistake);
        }

        if (places.Make(actor.WorkspaceId, drop) is not { } folder)
        {
            return new NoPlaceForFiles();
        }

        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        if (DropPath.Clean(name) is not { } clean)
        {
            return new FileUnusable(name, "a file of this name is not taken. Recordings, .csv, .vtt and .zip are.");
        }

        var arriving = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Root, FileDropPlaces.Incoming)).FullName, $"{Guid.NewGuid():N}");
        try
        {
            if (!await WriteAsync(content, arriving, Largest, cancellationToken))
            {
                return new FileUnusable(name, "it is larger than this installation accepts.");
            }

            return Path.GetExtension(clean).Equals(Archive, StringComparison.OrdinalIgnoreCase)
                ? await UnpackAsync(folder, name, arriving, cancellationToken)
                : Keep(folder, clean, arriving);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    private async Task<Result<int>> UnpackAsync(DropFolder folder, string name, string archive, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(archive);
            using var entries = new ZipArchive(file, ZipArchiveMode.Read);
            if (entries.Entries.Count > MostFiles)
            {
                return new FileUnusable(name, $"it holds more than {MostFiles} files. Upload it in parts.");
            }

            var (kept, room) = (0, Largest * MostTimesLargest);
            foreach (var entry in entries.Entries.Where(entry => entry.Name.Length > 0))
            {
                // What an archive calls a path is only believed where every part of it is a plain name.
                if (DropPath.Clean(entry.FullName) is not { } clean || Path.GetExtension(clean).Equals(Archive, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                var unpacked = $"{archive}.{kept}";
                try
                {
                    await using (var content = entry.Open())
                    {
                        // Sizes that an archive tells may be lies; what comes out is measured.
                        if (!await WriteAsync(content, unpacked, Math.Min(Largest, room), cancellationToken))
                        {
                            return new FileUnusable(name, "what it holds is larger than this installation accepts.");
                        }
                    }

                    room -= new FileInfo(unpacked).Length;
                    kept += Keep(folder, clean, unpacked);
                }
                finally
                {
                    File.Delete(unpacked);
                }
            }

            return kept > 0 ? kept : new FileUnusable(name, "there is neither a recording nor a list in it.");
        }
        catch (InvalidDataException)
        {
            return new FileUnusable(name, "it is no ZIP archive, or a damaged one.");
        }
    }

    /// <summary>Moved, so that nobody sees a half of it; one of the same name is replaced.</summary>
    private static int Keep(DropFolder folder, string relative, string arrived)
    {
        var path = Path.Combine(folder.Root, relative.Replace('/', Path.DirectorySeparatorChar));
        for (var above = new DirectoryInfo(Path.GetDirectoryName(path) ?? folder.Root); above.FullName.Length > folder.Root.Length; above = above.Parent ?? above)
        {
            if (above.Exists && above.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return 0;
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder.Root);
        File.Move(arrived, path, overwrite: true);
        return 1;
    }

    /// <returns>false when there is more of it than may be</returns>
    private static async Task<bool> WriteAsync(Stream content, string path, long most, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        var buffer = new byte[128 * 1024];
        var written = 0L;
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            written += count;
            if (written > most)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return true;
    }
}
