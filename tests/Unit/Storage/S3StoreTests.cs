using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Storage.Objects;

namespace CallImport.Tests.Unit.Storage;

public sealed class S3StoreTests : RecordingStoreContract
{
    private readonly SmallS3 server = new SmallS3().WithoutBucket();
    private S3Bucket? bucket;
    private BucketRecordingStore? store;

    private protected override IRecordingStore Store => store ?? throw new InvalidOperationException("The server is not running.");

    public override async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        bucket = new S3Bucket(new S3StorageOptions { ServiceUrl = server.Address, Bucket = "recordings", AccessKey = SmallS3.AccessKey, SecretKey = "a-secret", ForcePathStyle = true }, TimeProvider.System);
        store = new BucketRecordingStore(bucket, 1 << 30, TimeProvider.System);
    }

    public override async ValueTask DisposeAsync()
    {
        bucket?.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_bucket_is_made_once_and_not_again_when_it_vanishes()
    {
        await Store.ProbeAsync(Token);
        server.WithoutBucket();

        var fault = await Assert.ThrowsAsync<CallFaultException>(() => Store.ProbeAsync(Token));

        Assert.Equal((FailureClass.Storage, "The bucket of Storage:S3 does not exist. Imports go on by themselves once it works again."), (fault.FailureClass, fault.Message));
        Assert.Equal(1, server.Made);
    }

    [Theory]
    [InlineData(403, "does not accept the keys of Storage:S3")]
    [InlineData(500, "answers with HTTP 500")]
    [InlineData(503, "answers with HTTP 503")]
    [InlineData(507, "is full")]
    public async Task What_the_store_refuses_is_told_for_people_and_passes(int status, string reason)
    {
        await StageAsync("abc"u8.ToArray());
        server.Refuses = status;
        foreach (var ask in (Func<Task>[])[() => StageAsync("abc"u8.ToArray()), () => Store.LengthAsync(Staged, Token)])
        {
            var fault = await Assert.ThrowsAsync<CallFaultException>(ask);
            Assert.Equal(FailureClass.Storage, fault.FailureClass);
            Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        }

        server.Refuses = 0;
        await Store.SealAsync(Staged, Sealed, Token);
    }

    [Fact]
    public async Task What_fails_after_its_answer_has_begun_has_failed()
    {
        await StageAsync("abc"u8.ToArray());
        server.FailsLate = true;

        var fault = await Assert.ThrowsAsync<CallFaultException>(() => Store.SealAsync(Staged, Sealed, Token));

        Assert.Equal(FailureClass.Storage, fault.FailureClass);
        Assert.Equal(3, await Store.LengthAsync(Staged, Token));
        await Assert.ThrowsAsync<CallFaultException>(() => StageAsync(new byte[6 << 20]));
    }

    [Fact]
    public async Task What_was_copied_is_sealed_even_if_the_staged_one_cannot_be_removed()
    {
        await StageAsync("abc"u8.ToArray());
        (server.Refused, server.Refuses) = ("DELETE", 503);

        await Store.SealAsync(Staged, Sealed, Token);

        Assert.Equal(3, await Store.LengthAsync(Sealed, Token));
        Assert.Equal([Staged], await KeysAsync(staged: true));
    }

    [Fact]
    public async Task A_store_that_is_away_is_a_fault_of_the_storage()
    {
        using var away = new S3Bucket(new S3StorageOptions { ServiceUrl = new Uri("http://127.0.0.1:9"), Bucket = "b", AccessKey = "a", SecretKey = "s", ForcePathStyle = true }, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<CallFaultException>(() => new BucketRecordingStore(away, 1 << 30, TimeProvider.System).ProbeAsync(Token));

        Assert.StartsWith("The store for recordings cannot be reached.", fault.Message, StringComparison.Ordinal);
    }
}
