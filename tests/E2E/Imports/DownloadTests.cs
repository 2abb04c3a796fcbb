using System.Collections.Concurrent;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.E2E.Imports;

public sealed class DownloadTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transfer_that_is_cut_goes_on_where_it_ended()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var ranges = new List<string>();
        world.Media.Misbehaves["call-0"] = async (context, time) =>
        {
            var whole = world.Media.RecordingOf("call-0");
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.AcceptRanges = "bytes";
            if (time == 1)
            {
                context.Response.ContentLength = whole.Length;
                await context.Response.Body.WriteAsync(whole.AsMemory(0, 7000));
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
                context.Abort();
                return;
            }

            ranges.Add($"{context.Request.Headers.Range} {context.Request.Headers.IfRange}");
            var from = int.Parse(context.Request.Headers.Range.ToString()["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{whole.Length - 1}/{whole.Length}";
            context.Response.ContentLength = whole.Length - from;
            await context.Response.Body.WriteAsync(whole.AsMemory(from));
        };
        var job = await ImportOneAsync(world);

        Assert.Equal(1, job.ProcessedCalls);
        Assert.Equal("bytes=7000- \"v1\"", Assert.Single(ranges));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_taken_from_its_beginning()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, time) =>
        {
            var whole = world.Media.RecordingOf(time == 1 ? "another" : "call-0");
            context.Response.Headers.ETag = $"\"v{time}\"";
            context.Response.Headers.AcceptRanges = "bytes";
            context.Response.ContentLength = whole.Length;
            await context.Response.Body.WriteAsync(whole.AsMemory(0, time == 1 ? 9000 : whole.Length));
            if (time == 1)
            {
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
                context.Abort();
            }
        };
        Assert.Equal(1, (await ImportOneAsync(world)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Theory]
    [InlineData("text/html", "<!DOCTYPE html><html><body>Please sign in to see this recording, it will take a moment</body></html>")]
    [InlineData("audio/mpeg", "{\"error\":\"this is no recording at all, although it says so in its header, and is long enough to tell\"}")]
    [InlineData("audio/mpeg", "")]
    public async Task What_is_no_recording_is_refused_and_leaves_nothing(string contentType, string body)
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, _) =>
        {
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(body);
        };
        await FailsAsync(world, FailureClass.Integrity, attempts: 5);
    }

    [Fact]
    public async Task A_recording_that_is_always_truncated_is_refused()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, _) =>
        {
            context.Response.ContentLength = 20_000;
            await context.Response.Body.WriteAsync(world.Media.RecordingOf("call-0").AsMemory(0, 5000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
            context.Abort();
        };
        world.Settings = world.Settings with { Imports = imports => (imports.CallMaxAttempts, imports.RetryBaseSeconds, imports.RetryMaxSeconds) = (2, 1, 1) };
        await FailsAsync(world, FailureClass.Integrity, attempts: 2);
    }

    [Fact]
    public async Task A_recording_beyond_the_bound_is_refused_at_once()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Settings = world.Settings with { Imports = imports => imports.MaxRecordingBytes = 10_000 };
        await FailsAsync(world, FailureClass.Permanent, attempts: 1);
    }

    [Fact]
    public async Task A_body_without_length_and_end_is_cut_at_the_bound()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Settings = world.Settings with { Imports = imports => imports.MaxRecordingBytes = 3_000_000 };
        var nobodyReads = new TaskCompletionSource();
        world.Media.Misbehaves["call-0"] = async (context, _) =>
        {
            context.RequestAborted.Register(() => nobodyReads.TrySetResult());
            var piece = world.Media.RecordingOf("call-0");
            while (true)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        };
        await FailsAsync(world, FailureClass.Permanent, attempts: 1);

        await nobodyReads.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
    }

    [Fact]
    public async Task A_transfer_that_only_trickles_is_cut_and_tried_again()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, time) =>
        {
            var whole = world.Media.RecordingOf("call-0");
            context.Response.ContentLength = whole.Length;
            for (var at = 0; time == 1 && at < whole.Length; at += 50)
            {
                await context.Response.Body.WriteAsync(whole.AsMemory(at, 50), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, context.RequestAborted);
            }

            await context.Response.Body.WriteAsync(time == 1 ? default : whole, context.RequestAborted);
        };
        var job = await ImportOneAsync(world);

        Assert.Equal(1, job.ProcessedCalls);
        Assert.Equal(2, world.Media.Served["call-0"]);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_stalled_transfer_is_cut_and_tried_again()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, time) =>
        {
            var whole = world.Media.RecordingOf("call-0");
            context.Response.ContentLength = whole.Length;
            if (time == 1)
            {
                await context.Response.Body.WriteAsync(whole.AsMemory(0, 100));
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, context.RequestAborted);
            }

            await context.Response.Body.WriteAsync(whole);
        };
        Assert.Equal(1, (await ImportOneAsync(world)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_asked_for_anew()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Media.Misbehaves["call-0"] = async (context, time) =>
        {
            context.Response.StatusCode = time == 1 ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
            await context.Response.Body.WriteAsync(time == 1 ? "no"u8.ToArray() : world.Media.RecordingOf("call-0"));
        };
        var job = await ImportOneAsync(world);

        Assert.Equal((1, 0), (job.ProcessedCalls, job.ErrorCount));
        Assert.Equal(2, world.Source.LocateRequests);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_host_that_asks_to_wait_is_asked_for_no_recording_until_then()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var settings = world.Settings.Imports;
        world.Settings = world.Settings with
        {
            Imports = imports =>
            {
                settings(imports);
                imports.WorkerConcurrency = 2;
            },
        };
        world.Source.With(12, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(400);
        var (asked, refused) = (new ConcurrentQueue<long>(), new TaskCompletionSource<long>());
        foreach (var id in world.Source.Calls.Select(call => call.SourceCallId))
        {
            world.Media.Misbehaves[id] = async (context, _) =>
            {
                asked.Enqueue(TimeProvider.System.GetTimestamp());
                if (refused.TrySetResult(TimeProvider.System.GetTimestamp()))
                {
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    context.Response.Headers.RetryAfter = "3";
                    return;
                }

                await context.Response.Body.WriteAsync(world.Media.RecordingOf(id));
            };
        }

        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        await world.StartImportAsync(actor, credential, Token);
        var since = await refused.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);

        // Those that were under way already come with the delay of the host.
        Assert.DoesNotContain(asked, at => TimeProvider.System.GetElapsedTime(since, at) is { TotalSeconds: > 1.2 and < 3 });
    }

    [Fact]
    public async Task A_call_without_a_recording_comes_with_its_words_and_one_without_words_with_its_recording()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(3, EngineWorld.Newest);
        world.Source.OnLocate = call => call.SourceCallId == "call-1" ? null : new RecordingAbsent("It was deleted there.");
        world.Source.OnTranscript = call => call.SourceCallId == "call-0" ? null : new TranscriptAbsent();
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);

        Assert.Equal((2, 1), (job.ProcessedCalls, job.FailedCalls));
        var failed = await world.CallAsync("call-2", Token);
        Assert.Equal((FailureClass.Permanent, "It was deleted there."), (failed.LastErrorClass, failed.LastError));
        await world.MustAgreeAsync(Token);
    }

    private static async Task<ImportJob> ImportOneAsync(EngineWorld world)
    {
        world.Source.With(1, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        return await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, seconds: 60);
    }

    private static async Task FailsAsync(EngineWorld world, FailureClass failureClass, int attempts)
    {
        var job = await ImportOneAsync(world);
        var call = await world.CallAsync("call-0", Token);
        Assert.Equal((1, failureClass, attempts), (job.FailedCalls, call.LastErrorClass, call.RetryCount));
        await world.MustAgreeAsync(Token);
    }
}
