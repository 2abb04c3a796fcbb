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

    [Fact]
    public void Jobs_take_turns_and_each_goes_through_its_lots_in_order()
    {
        using var over = new CancellationTokenSource();
        var work = new WorkSet();
        var (big, small) = (Guid.NewGuid(), Guid.NewGuid());
        WorkBatch[] lots = [Batch(over, 2, big), Batch(over, 2, big), Batch(over, 2, small)];
        Array.ForEach(lots, work.Add);

        List<WorkBatch> taken = [.. Enumerable.Range(0, 6).Select(_ => Taken(work).Batch)];

        Assert.Equal([lots[0], lots[0], lots[1], lots[1]], taken.Where(lot => lot.Claim.JobId == big));
        Assert.InRange(taken.FindLastIndex(lot => lot.Claim.JobId == small), 1, 4);
    }

    [Fact]
    public void Two_lots_of_a_credential_are_asked_for_at_a_time_and_the_next_once_one_is_answered()
    {
        using var over = new CancellationTokenSource();
        var work = new WorkSet();
        var (job, credential) = (Guid.NewGuid(), Guid.NewGuid());
        WorkBatch[] lots = [.. Enumerable.Range(0, 3).Select(_ => Batch(over, 1, job, credential))];
        var other = Batch(over, 1);
        Array.ForEach([.. lots, other], work.Add);

        Assert.Equal([lots[0], lots[1], other], work.ToAsk());

        lots[0].Asking = Task.CompletedTask;
        lots[1].Asking = other.Asking = new TaskCompletionSource().Task;
        Assert.Equal([lots[2]], work.ToAsk());

        lots[2].Asking = new TaskCompletionSource().Task;
        Assert.Empty(work.ToAsk());
    }

    private static WorkItem Taken(WorkSet work) => work.Take() ?? throw new InvalidOperationException("There is a call to begin with.");

    private static WorkBatch Batch(CancellationTokenSource over, int calls, Guid? job = null, Guid? credential = null) => new(
        new ClaimedBatch(
            job ?? Guid.NewGuid(),
            Guid.NewGuid(),
            credential ?? Guid.NewGuid(),
            Guid.NewGuid(),
            "gong",
            10,
            [.. Enumerable.Range(1, calls).Select(_ => Call())]),
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
