using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Storage.Objects;

namespace CallImport.Tests.Unit.Storage;

public sealed class AzureStoreTests : RecordingStoreContract
{
    private readonly SmallAzure server = new();
    private BucketRecordingStore? store;

    private protected override IRecordingStore Store => store ?? throw new InvalidOperationException("The server is not running.");

    public override async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        store = new BucketRecordingStore(new AzureContainer(new AzureBlobStorageOptions { ConnectionString = server.ConnectionString, Container = SmallAzure.Container }, TimeProvider.System), 1 << 30, TimeProvider.System);
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_container_is_not_made_again_when_it_vanishes()
    {
        await Store.ProbeAsync(Token);
        server.RemoveContainer();

        Assert.StartsWith(
            "The bucket of Storage:AzureBlob does not exist.", (await Assert.ThrowsAsync<CallFaultException>(() => Store.ProbeAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "does not accept the keys of Storage:AzureBlob")]
    [InlineData(503, "answers with HTTP 503")]
    public async Task What_the_store_refuses_is_told_for_people(int status, string reason)
    {
        await StageAsync("abc"u8.ToArray());
        server.Refuses = status;

        Assert.Contains(reason, (await Assert.ThrowsAsync<CallFaultException>(() => Store.ProbeAsync(Token))).Message, StringComparison.Ordinal);
        Assert.Contains(reason, (await Assert.ThrowsAsync<CallFaultException>(() => KeysAsync(staged: true))).Message, StringComparison.Ordinal);
    }
}
