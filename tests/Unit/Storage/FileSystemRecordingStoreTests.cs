using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Storage;

public sealed class FileSystemRecordingStoreTests : IDisposable
{
    private const string Staged = ".incoming/0123456789abcdef0123456789abcdef.1";
    private const string Sealed = "0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef.1.mp3";

    private readonly string place = Directory.CreateTempSubdirectory("callimport-store-").FullName;
    private readonly FileSystemRecordingStore store;

    public FileSystemRecordingStoreTests() => store = new FileSystemRecordingStore(Options.Create(new StorageOptions { FileSystem = { Root = Root } }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(place, "recordings");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public async Task A_folder_that_has_gone_is_waited_for_and_not_made_anew()
    {
        await WriteAsync();
        Directory.Move(Root, Root + "-elsewhere");

        var fault = await Assert.ThrowsAsync<CallFaultException>(() => store.StageAsync(Staged, Token));
        Assert.Equal(FailureClass.Storage, fault.FailureClass);
        Assert.StartsWith("The storage for recordings has gone.", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CallFaultException>(() => store.ProbeAsync(Token));
        Assert.False(Directory.Exists(Root));

        Directory.Move(Root + "-elsewhere", Root);
        await store.ProbeAsync(Token);
        await store.SealAsync(Staged, Sealed, Token);
        Assert.Equal(3, await store.LengthAsync(Sealed, Token));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_a_fault_of_the_storage()
    {
        await File.WriteAllTextAsync(Root, "in the way", Token);

        Assert.Equal(FailureClass.Storage, (await Assert.ThrowsAsync<CallFaultException>(() => store.ProbeAsync(Token))).FailureClass);
    }

    [Fact]
    public async Task What_is_not_completed_leaves_nothing()
    {
        await using (var writer = await store.StageAsync(Staged, Token))
        {
            await writer.WriteAsync("abc"u8.ToArray(), Token);
        }

        await store.ProbeAsync(Token);
        Assert.Empty(Directory.GetFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Another_try_gets_a_file_of_its_own_that_only_the_owner_reads()
    {
        await using var late = await store.StageAsync(Staged, Token);
        await using (var writer = await store.StageAsync(Staged, Token))
        {
            await late.WriteAsync("late, longer"u8.ToArray(), Token);
            await writer.WriteAsync("abc"u8.ToArray(), Token);
            await writer.CompleteAsync(Token);
        }

        var path = Path.Combine(Root, Staged);
        Assert.Equal("abc", await File.ReadAllTextAsync(path, Token));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_file_system_that_cannot_be_written_through_is_a_fault_of_the_storage()
    {
        Assert.SkipUnless(FileSystemSync.IsAvailable, "syncfs is Linux's");
        await WriteAsync();
        await store.SettleAsync(Token);

        var fault = await Assert.ThrowsAsync<CallFaultException>(() => new FileSystemSync(Path.Combine(place, "nothing")).RunAsync());
        Assert.Equal(FailureClass.Storage, fault.FailureClass);
    }

    private async Task WriteAsync()
    {
        await using var writer = await store.StageAsync(Staged, Token);
        await writer.WriteAsync("abc"u8.ToArray(), Token);
        await writer.CompleteAsync(Token);
    }
}
