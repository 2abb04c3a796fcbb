using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CallImport.Infrastructure.Storage;

/// <summary>
/// The folder that holds the recordings. It is made once, at the first use of this process. One that vanishes later is not made anew, and a mount point that
/// has lost its file system is not written to: whatever went there would be out of sight as soon as the real one is back.
/// </summary>
internal sealed partial class StorageRoot(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock gate = new();
    private bool isKnown;
    private bool isMount;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <exception cref="IOException">The folder is not there now, although it was.</exception>
    public void Demand()
    {
        lock (gate)
        {
            if (!isKnown)
            {
                MakeFolder(Path);
                (isKnown, isMount) = (true, IsMountPoint());
            }
            else if (!Directory.Exists(Path))
            {
                throw new DirectoryNotFoundException("The folder for recordings has gone.");
            }
            else if (isMount && !IsMountPoint())
            {
                throw new IOException("The file system for recordings is not mounted.");
            }
        }
    }

    /// <summary>With a mode that closes it to others.</summary>
    public static void MakeFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Private);
        }
    }

    /// <summary>It lies on another device than the folder above it.</summary>
    private bool IsMountPoint() =>
        FileSystemSync.IsAvailable && System.IO.Path.GetDirectoryName(Path) is { } parent && DeviceOf(Path) is { } own && DeviceOf(parent) is { } above && own != above;

    private static ulong? DeviceOf(string folder)
    {
        // struct statx is the same on every architecture: 256 bytes, the device's two numbers at 136.
        var answer = new byte[256];
        return Statx(-100, folder, 0, 0, answer) == 0 ? BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(136)) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte[] answer);
}
