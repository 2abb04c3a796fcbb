using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CallImport.Infrastructure.Storage;

/// <summary>
/// Writes everything that a file system still holds in memory to its medium: contents, names and folders of all files at once. A hundred recordings
/// cost one journal commit instead of a hundred. Linux only; elsewhere each file is flushed by itself.
/// </summary>
/// <param name="folder">On the file system that is meant; need not exist yet.</param>
internal sealed partial class FileSystemSync(string folder)
{
    /// <summary>O_RDONLY and O_CLOEXEC.</summary>
    private const int Flags = 0x80000;

    private readonly Lock gate = new();
    private SafeFileHandle? handle;

    public static bool IsAvailable { get; } = OperatingSystem.IsLinux();

    /// <summary>Begins to watch: Linux tells what could not be written to those only who had the file system open at the time.</summary>
    public void Watch()
    {
        if (!IsAvailable || handle is not null)
        {
            return;
        }

        lock (gate)
        {
            if (handle is null && Open(folder, Flags) is { IsInvalid: false } opened)
            {
                handle = opened;
            }
        }
    }

    /// <exception cref="Domain.Imports.CallFaultException">Something could not be written: the medium is full or broken.</exception>
    public Task RunAsync() => IsAvailable ? Task.Run(Run) : Task.CompletedTask;

    private void Run()
    {
        Watch();
        if (handle is null || Sync(handle) != 0)
        {
            throw StorageFault.Of(new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError()));
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
