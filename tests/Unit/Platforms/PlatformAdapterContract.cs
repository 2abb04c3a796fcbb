using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>
/// What every adapter has to do, run against the sandbox's version of its platform. A platform's own test class says how to connect and
/// what the source really holds.
/// </summary>
public abstract class PlatformAdapterContract : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Longer than the sandbox's calls reach back, and beyond today; some platforms are asked month by month.</summary>
    protected static CallQuery Everything { get; } =
        new(TimeProvider.System.GetUtcNow().AddDays(-120), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected abstract IPlatformAdapter Adapter { get; }

    /// <summary>An account with more calls than one page holds, each with recording and transcript.</summary>
    protected abstract PlatformConnection Connection { get; }

    /// <summary>The same account with a secret that is wrong.</summary>
    protected abstract PlatformConnection WrongConnection { get; }

    /// <summary>An account without a single call.</summary>
    protected abstract PlatformConnection EmptyConnection { get; }

    /// <summary>A window whose first page leads to the next by the vendor's own cursor.</summary>
    protected virtual CallQuery Paged => Everything;

    /// <summary>Ids of all calls, from the sandbox's own ledger.</summary>
    protected abstract Task<IReadOnlySet<string>> TruthAsync();

    /// <summary>Makes the next listing request with a cursor fail because the cursor is dead.</summary>
    protected abstract Task KillCursorsAsync();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Checks_come_in_their_order_and_pass()
    {
        var checks = await CheckAsync(Connection);

        Assert.Equal(checks.Select(check => check.Name).Order(), checks.Select(check => check.Name));
        Assert.Contains(checks, check => check.Name == CredentialCheckName.SignedIn);
        Assert.All(checks, check => Assert.Equal(CheckOutcome.Passed, check.Outcome));
    }

    [Fact]
    public async Task A_wrong_secret_fails_a_check_with_a_cause_and_a_fix_and_does_not_throw()
    {
        var failed = Assert.Single(await CheckAsync(WrongConnection), check => check.Outcome == CheckOutcome.Failed);

        Assert.Equal(CredentialCheckName.SignedIn, failed.Name);
        Assert.NotEmpty(failed.Detail);
        Assert.NotNull(failed.Fix);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_as_expired_and_never_quoted()
    {
        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter.ListCallsAsync(WrongConnection, Everything, null, Cancelled));

        Assert.Equal(FailureClass.AuthExpired, error.FailureClass);
        Assert.All(WrongConnection.Secret.Values.Values, secret => Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_call_is_listed_once_with_what_an_import_needs()
    {
        var calls = await ListAsync();

        Assert.Equal((await TruthAsync()).Order(), calls.Select(call => call.SourceCallId).Order());
        Assert.All(calls, call =>
        {
            Assert.InRange(call.SourceCallId.Length, 1, 255);
            Assert.Equal(TimeSpan.Zero, call.StartedAt.Offset);
            Assert.True(call.DurationSeconds is null or >= 0);
            using var metadata = JsonDocument.Parse(call.SourceMetadata);
            Assert.Equal(JsonValueKind.Object, metadata.RootElement.ValueKind);
        });
    }

    [Fact]
    public async Task A_count_that_calls_itself_exact_is()
    {
        var count = await Adapter.CountCallsAsync(Connection, Everything, Cancelled);

        Assert.True(!count.IsExact || count.Calls == (await TruthAsync()).Count);
    }

    [Fact]
    public async Task Windows_that_touch_hold_every_call_together()
    {
        var calls = await ListAsync();
        var middle = calls.Select(call => call.StartedAt).Order().ElementAt(calls.Count / 2);

        var before = await ListAsync(Everything with { To = middle });
        var after = await ListAsync(Everything with { From = middle });

        Assert.Equal(
            calls.Select(call => call.SourceCallId).Order(),
            before.Where(call => call.StartedAt < middle).Concat(after.Where(call => call.StartedAt >= middle)).Select(call => call.SourceCallId).Order());
    }

    [Fact]
    public async Task An_account_without_calls_is_empty_and_not_an_error()
    {
        Assert.Empty(await ListAsync(EmptyConnection, Everything));
    }

    [Fact]
    public async Task A_dead_cursor_says_so()
    {
        var first = await Adapter.ListCallsAsync(Connection, Paged, null, Cancelled);
        Assert.NotNull(first.NextCursor);
        await KillCursorsAsync();

        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter.ListCallsAsync(Connection, Paged, first.NextCursor, Cancelled));

        Assert.Equal(PlatformFault.CursorExpired, error.Fault);
    }

    [Fact]
    public async Task Recordings_are_located_for_every_id_asked()
    {
        var asked = (await ListAsync()).Take(Adapter.MaxBatch).Select(call => new SourceCallReference(call.SourceCallId, call.SourceGroupId, call.DownloadToken)).ToList();

        var answers = await Adapter.LocateRecordingsAsync(Connection, asked, Cancelled);

        Assert.Equal(asked.Select(call => call.SourceCallId).Order(), answers.Keys.Order());
        var located = answers.Values.First(answer => answer is RecordingAt or RecordingHere);
        if (located is RecordingAt { Url: var signed })
        {
            Assert.DoesNotContain(signed.PathAndQuery, $"{located}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Transcripts_are_answered_for_every_id_asked_in_order_of_time()
    {
        var asked = (await ListAsync()).Take(Adapter.MaxBatch).Select(call => new SourceCallReference(call.SourceCallId, call.SourceGroupId, call.DownloadToken)).ToList();

        var answers = await Adapter.GetTranscriptsAsync(Connection, asked, Cancelled);

        Assert.Equal(asked.Select(call => call.SourceCallId).Order(), answers.Keys.Order());
        var ready = answers.Values.OfType<TranscriptReady>().ToList();
        Assert.NotEmpty(ready);
        Assert.All(ready, answer =>
        {
            var starts = answer.Transcript.Segments.Select(segment => segment.StartMs).ToList();
            Assert.Equal(starts.Order(), starts);
            Assert.All(answer.Transcript.Segments, segment => Assert.True(segment is { StartMs: >= 0, Text.Length: > 0 } && !(segment.EndMs < segment.StartMs)));
            JsonDocument.Parse(answer.Original).Dispose();
        });
    }

    [Fact]
    public async Task A_request_that_is_cancelled_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Adapter.ListCallsAsync(Connection, Everything, null, cancelled.Token));
    }

    protected Task<List<SourceCall>> ListAsync() => ListAsync(Everything);

    private Task<List<SourceCall>> ListAsync(CallQuery query) => ListAsync(Connection, query);

    protected async Task<List<SourceCall>> ListAsync(PlatformConnection connection, CallQuery query)
    {
        var calls = new List<SourceCall>();
        string? cursor = null;
        do
        {
            var page = await Adapter.ListCallsAsync(connection, query, cursor, Cancelled);
            calls.AddRange(page.Calls);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return calls;
    }

    protected async Task<List<CredentialCheck>> CheckAsync(PlatformConnection connection)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in Adapter.CheckCredentialAsync(connection, Cancelled))
        {
            checks.Add(check);
        }

        return checks;
    }
}
