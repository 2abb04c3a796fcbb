using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Storage;

public sealed class StorageGateTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly FrailStore store = new();
    private readonly StorageGate gate;

    public StorageGateTests() => gate = new StorageGate(store, clock, NullLogger<StorageGate>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_readiness_finds_out_stops_no_work_and_what_the_work_finds_out_is_told()
    {
        Assert.Null(await gate.TroubleAsync(Token));
        store.Trouble = "Full.";
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("Full.", await gate.TroubleAsync(Token));
        Assert.True(await gate.IsOpenAsync(Token));

        gate.Shut("Broken.");
        Assert.False(await gate.IsOpenAsync(Token));
        Assert.Equal("Broken.", await gate.TroubleAsync(Token));
    }

    [Fact]
    public async Task Work_goes_on_with_the_first_probe_that_succeeds_and_readiness_follows_when_it_stays_calm()
    {
        gate.Shut("Full.");
        Assert.False(await gate.IsOpenAsync(Token));

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await gate.IsOpenAsync(Token));
        Assert.Equal("Full.", await gate.TroubleAsync(Token));

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await gate.TroubleAsync(Token));
    }

    [Fact]
    public async Task However_often_it_is_asked_it_probes_every_five_seconds_only()
    {
        for (var second = 0; second < 20; second++)
        {
            await gate.TroubleAsync(Token);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(4, store.Probes);
    }

    [Fact]
    public async Task A_store_that_hangs_holds_nobody()
    {
        var hanging = new TaskCompletionSource();
        store.Hangs = hanging.Task;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.TroubleAsync(patience.Token));
        hanging.SetResult();
        Assert.Null(await gate.TroubleAsync(Token));
        Assert.Equal(1, store.Probes);
    }

    private sealed class FrailStore : IRecordingStore
    {
        public string? Trouble { get; set; }

        public Task Hangs { get; set; } = Task.CompletedTask;

        public int Probes { get; private set; }

        public async Task ProbeAsync(CancellationToken cancellationToken)
        {
            Probes++;
            await Hangs;
            if (Trouble is not null)
            {
                throw new CallFaultException(FailureClass.Storage, Trouble);
            }
        }

        public Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
