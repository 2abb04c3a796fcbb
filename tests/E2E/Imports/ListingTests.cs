using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.E2E.Imports;

public sealed class ListingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_is_listed_twice_counts_once()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(30, EngineWorld.Newest);
        world.Source.Calls.AddRange(world.Source.Calls.Take(15).ToList());
        world.Source.Calls.InsertRange(3, world.Source.Calls.Take(2).ToList());
        world.Source.PageSize = 10;
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 30, 30), (job.Status, job.TotalCalls, job.ProcessedCalls));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_source_that_cannot_be_counted_to_the_end_is_listed_all_the_same()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(12, EngineWorld.Newest);
        world.Source.OnCount = () => throw new PlatformException(FailureClass.Transient, "That makes no sense.", PlatformFault.UnusableAnswer);
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 12, 12), (job.Status, job.TotalCalls, job.ProcessedCalls));
    }

    [Fact]
    public async Task A_list_that_goes_in_circles_fails_the_job_but_not_the_calls_it_found()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(20, EngineWorld.Newest);
        world.Source.OnList = (_, cursor) => new CallPage([.. world.Source.Calls.Skip(cursor == "b" ? 10 : 0).Take(10)], cursor == "b" ? "a" : "b", 20);
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Failed, 20), (job.Status, job.ProcessedCalls));
        Assert.Contains("circles", job.LastError, StringComparison.Ordinal);
        await world.MustAgreeAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cursor_that_dies_is_continued_by_date(bool newestFirst)
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(60, EngineWorld.Newest);
        if (!newestFirst)
        {
            world.Source.Calls.Sort((left, right) => string.CompareOrdinal(left.SourceCallId, right.SourceCallId));
        }

        world.Source.PageSize = 10;
        var dies = 3;
        world.Source.OnList = (_, cursor) => cursor == "20" && dies-- > 0
            ? throw new PlatformException(FailureClass.Transient, "The cursor has expired.", PlatformFault.CursorExpired)
            : null;
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 60, 60), (job.Status, job.TotalCalls, job.ProcessedCalls));
        Assert.True(dies < 3);
        await world.MustAgreeAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_source_leaves_out_of_long_windows_is_found_by_date(bool newestFirst)
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(60, EngineWorld.Newest);
        world.Source.OnList = (query, _) =>
        {
            var all = world.Source.Calls.Where(call => call.StartedAt >= query.From && call.StartedAt < query.To);
            var ordered = (newestFirst ? all.OrderByDescending(call => call.StartedAt) : all.OrderBy(call => call.StartedAt)).ToList();
            return new CallPage([.. ordered.Take(25)], null, ordered.Count);
        };
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 60, 60), (job.Status, job.TotalCalls, job.ProcessedCalls));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_call_that_comes_back_to_the_job_that_had_handed_it_over_counts_once()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(10, EngineWorld.Newest).PageSize = 5;
        world.Media.Misbehaves["call-0"] = (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        world.Source.OnList = (_, cursor) => cursor is null ? null : throw new PlatformException(FailureClass.Permanent, "No second page today.");
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var first = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, 60);
        Assert.Equal((ImportJobStatus.Failed, 4, 1), (first.Status, first.ProcessedCalls, first.FailedCalls));
        var second = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, 60);
        Assert.Equal((ImportJobStatus.Failed, 0, 1, 4), (second.Status, second.ProcessedCalls, second.FailedCalls, second.SkippedCalls));
        world.Source.OnList = (_, _) => null;
        world.Media.Misbehaves.Clear();

        EngineWorld.Value(await world.Get<RetryFailedCalls>().ExecuteAsync(actor, first.Id, Token));
        var again = await world.EndAsync(first.Id, Token, 60);

        Assert.Equal((ImportJobStatus.Completed, 10, 10, 0), (again.Status, again.TotalCalls, again.ProcessedCalls, again.FailedCalls));
        var report = await world.Get<ImportQueries>().CompletenessAsync(actor, first.Id, Token);
        Assert.Equal((10, 10, 0, 0), (report?.Source, report?.Imported, report?.Skipped, report?.Failed));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_total_that_is_never_reached_is_told_and_costs_few_requests()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(20, EngineWorld.Newest);
        world.Source.OnList = (_, _) => new CallPage([.. world.Source.Calls], null, 1000);
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 20, 20, 980), (job.Status, job.ProcessedCalls, job.TotalCalls, job.UnlistedCalls));
        Assert.Equal((ImportOutcome.Partial, 1000), (job.Outcome, job.SourceCalls));
        var report = await world.Get<ImportQueries>().CompletenessAsync(new Actor(job.WorkspaceId, null, "tester", WorkspaceRole.Owner), job.Id, Token);
        Assert.Equal((1000, 20, 980), (report?.Source, report?.Imported, report?.Missing));
        Assert.Contains("more calls between", job.LastError, StringComparison.Ordinal);
        Assert.InRange(world.Source.ListRequests, 2, 8);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_list_that_makes_no_sense_is_asked_for_some_times_and_ends_with_a_reason()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(20, EngineWorld.Newest).PageSize = 10;
        world.Source.OnList = (_, cursor) => cursor is null
            ? null
            : throw new PlatformException(FailureClass.Transient, "The source answered with a web page.", PlatformFault.UnusableAnswer);
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Failed, 10), (job.Status, job.ProcessedCalls));
        Assert.Contains("web page", job.LastError, StringComparison.Ordinal);
        Assert.InRange(world.Source.ListRequests, 4, 7);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Poison_on_a_page_never_stops_the_page()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(10, EngineWorld.Newest);
        world.Source.Calls.Add(FakeSource.Call("nul\0id", EngineWorld.Newest));
        world.Source.Calls.Add(FakeSource.Call(new string('9', 300), EngineWorld.Newest));
        world.Source.Calls.Add(FakeSource.Call("huge", EngineWorld.Newest) with { Title = "\0\ud800" + new string('t', 5_000_000) });
        world.Source.Calls.Add(FakeSource.Call("json", EngineWorld.Newest) with { SourceMetadata = """{"a":"\u0000\ud83d"}""" });
        world.Source.Calls.Add(FakeSource.Call("notjson", EngineWorld.Newest) with { SourceMetadata = "<html>" });
        world.Source.Calls.Add(FakeSource.Call("future", DateTimeOffset.MaxValue));
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 13, 2), (job.Status, job.ProcessedCalls, job.FailedCalls));
        var failed = (await world.CallsAsync(job.Id, Token)).Where(call => call.Status == ImportedCallStatus.Failed);
        Assert.All(failed, call => Assert.Equal(FailureClass.Permanent, call.LastErrorClass));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Trying_some_first_brings_the_newest_whatever_the_order_of_the_list()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        for (var day = 40; day >= 0; day--)
        {
            world.Source.Calls.Add(FakeSource.Call($"day-{day}", EngineWorld.Newest.AddDays(-day)));
        }

        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token, limit: 5)).Id, Token);

        Assert.Equal((ImportJobStatus.Completed, 5), (job.Status, job.TotalCalls));
        Assert.Equal(["day-0", "day-1", "day-2", "day-3", "day-4"], (await world.CallsAsync(job.Id, Token)).Select(call => call.SourceCallId));
    }

    [Fact]
    public async Task A_later_import_skips_what_is_here_and_takes_up_what_failed()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(12, EngineWorld.Newest);
        world.Source.OnLocate = call => call.SourceCallId is "call-3" ? throw new PlatformException(FailureClass.Permanent, "No.") : null;
        world.Source.MaxBatch = 1;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var first = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        Assert.Equal((11, 1), (first.ProcessedCalls, first.FailedCalls));

        world.Source.OnLocate = _ => null;
        var second = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);

        Assert.Equal((1, 1, 11, 12), (second.TotalCalls, second.ProcessedCalls, second.SkippedCalls, second.SourceCalls));
        Assert.Equal((11, 1), ((await world.JobAsync(first.Id, Token)).ProcessedCalls, (await world.JobAsync(first.Id, Token)).FailedCalls));
        await world.MustAgreeAsync(Token);
    }

    private static async Task<ImportJob> ImportAsync(EngineWorld world)
    {
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        return await world.EndAsync(job.Id, Token, seconds: 60);
    }
}
