using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Storage;

public sealed class FileSystemStoreTests : RecordingStoreContract
{
    private readonly string place = Directory.CreateTempSubdirectory("callimport-store-").FullName;
    private readonly FileSystemRecordingStore store;

    public FileSystemStoreTests() => store = new FileSystemRecordingStore(Options.Create(new StorageOptions { FileSystem = { Root = place } }));

    private protected override IRecordingStore Store => store;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(place, recursive: true);
        return ValueTask.CompletedTask;
    }
}
