using CallImport.Infrastructure.Queue;

namespace CallImport.Tests.Unit.Queue;

public sealed class WorkSetTests
{
    [Fact]
    public void What_calls_share_ends_with_the_last_of_them()
    {
        using var over = new CancellationTokenSource();
        var work = new WorkSet();
        work.Add(Batch(over, 3));
        var (first, second) = (Taken(work), Taken(work));

        work.Remove(first);
        Assert.Single(work.Drain(_ => true));
        Assert.False(over.IsCancellationRequested);

        work.Remove(second);
        Assert.True(over.IsCancellationRequested);
        Assert.Empty(work.Credentials);
    }

    [Fact]
    public void What_calls_share_ends_when_all_are_taken_back_before_they_began()
    {
        using var over = new CancellationTokenSource();
        var work = new WorkSet();
        work.Add(Batch(over, 2));

        Assert.Equal(2, work.Drain(_ => true).Count);
        Assert.True(over.IsCancellationRequested);
    }

    private static WorkItem Taken(WorkSet work) => work.Take() ?? throw new InvalidOperationException("There is a call to begin with.");

    private static WorkBatch Batch(CancellationTokenSource over, int calls) => new(
        new ClaimedBatch(
            Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "gong", calls, [.. Enumerable.Range(1, calls).Select(_ => Call())]),
        null!, // The set asks nobody.
        over);

    private static ClaimedCall Call() => new()
    {
        Id = Guid.NewGuid(),
        Epoch = 1,
        WorkspaceId = Guid.Empty,
        Platform = "gong",
        SourceCallId = "1",
        StartedAt = DateTimeOffset.UnixEpoch,
        SourceMetadata = "{}",
        LeaseEndsAt = 0,
    };
}
