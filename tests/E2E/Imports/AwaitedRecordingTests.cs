using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Imports;

/// <summary>Calls whose recordings are brought apart from them: they are worth having before, and are the same calls afterwards.</summary>
public sealed class AwaitedRecordingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineWorld world = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await EngineWorld.CreateAsync(postgres, Cancelled);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_call_comes_without_its_recording_and_is_completed_when_that_has_come()
    {
        var (actor, credential) = await world.AddWorkspaceAsync(Cancelled);
        List<string> arrived = [];
        world.Source.OnList = (query, _) => query.To < EngineWorld.Newest ? null : new CallPage([.. new[] { "one", "two" }.Select(id => Listed(id, arrived))], null, 2);
        world.Source.OnLocate = call => arrived.Contains(call.SourceCallId) ? null : new RecordingAwaited("Put it into the drop.");
        world.Source.OnTranscript = call => arrived.Contains(call.SourceCallId) ? null : new TranscriptAbsent();
        await world.StartNodeAsync(Cancelled);

        var first = await world.EndAsync((await world.StartImportAsync(actor, credential, Cancelled)).Id, Cancelled);
        Assert.Equal((2, 0), (first.ProcessedCalls, first.FailedCalls));
        var before = await EngagementsAsync();
        Assert.All(before, call => Assert.Equal((null, "Put it into the drop."), (call.RecordingKey, call.RecordingAbsence)));
        await world.MustAgreeAsync(Cancelled);

        arrived.Add("two");
        var second = await world.EndAsync((await world.StartImportAsync(actor, credential, Cancelled)).Id, Cancelled);

        Assert.Equal((1, 1), (second.ProcessedCalls, second.SkippedCalls));
        var after = await EngagementsAsync();

        // The price counts entries of the library by when they came: completing one costs nothing.
        Assert.Equal(before.Select(call => (call.Id, call.CreatedAt)), after.Select(call => (call.Id, call.CreatedAt)));
        Assert.Equal([("one", false), ("two", true)], after.Select(call => (call.SourceCallId, call.RecordingKey is not null)));
        Assert.Equal((null, null), (after[1].RecordingAbsence, after[1].TranscriptAbsence));
        await world.MustAgreeAsync(Cancelled);

        var third = await world.EndAsync((await world.StartImportAsync(actor, credential, Cancelled)).Id, Cancelled);
        Assert.Equal((0, 2), (third.ProcessedCalls, third.SkippedCalls));
    }

    [Fact]
    public async Task A_call_that_is_here_under_its_other_name_does_not_come_again()
    {
        var (actor, credential) = await world.AddWorkspaceAsync(Cancelled);
        await world.StartNodeAsync(Cancelled);
        world.Source.Calls.Add(FakeSource.Call("by-file", EngineWorld.Newest));
        await world.EndAsync((await world.StartImportAsync(actor, credential, Cancelled)).Id, Cancelled);

        world.Source.Calls.Clear();
        world.Source.Calls.Add(FakeSource.Call("by-report", EngineWorld.Newest) with { OtherId = "by-file", HasRecording = true });
        var again = await world.EndAsync((await world.StartImportAsync(actor, credential, Cancelled)).Id, Cancelled);

        Assert.Equal((0, 1, ImportJobStatus.Completed), (again.FoundCalls, again.SkippedCalls, again.Status));
        Assert.Equal("by-file", Assert.Single(await EngagementsAsync()).SourceCallId);
        await world.MustAgreeAsync(Cancelled);
    }

    private static SourceCall Listed(string id, List<string> arrived) => FakeSource.Call(id, EngineWorld.Newest) with { HasRecording = arrived.Contains(id) };

    private async Task<List<Engagement>> EngagementsAsync()
    {
        await using var database = await world.Databases.CreateDbContextAsync(Cancelled);
        return await database.Engagements.AsNoTracking().OrderBy(call => call.SourceCallId).ToListAsync(Cancelled);
    }
}
