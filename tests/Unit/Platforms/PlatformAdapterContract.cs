using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>
/// What every adapter has to do, run against the sandbox's version of its platform. A platform's own test class says how to connect, what the source
/// really holds, and which of the checks mean nothing for its platform.
/// </summary>
public abstract partial class PlatformAdapterContract : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected static CallQuery Everything => new(new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

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

    /// <summary>Where the sandbox listens.</summary>
    protected virtual Uri Server => new(Connection.BaseUrl.GetLeftPart(UriPartial.Authority));

    /// <summary>False where the source is files and no server: nothing can be told to misbehave, and nobody signs in.</summary>
    protected virtual bool IsServed => true;

    /// <summary>False where a recording's address follows from what was listed, so that locating it asks nobody.</summary>
    protected virtual bool LocatingAsks => true;

    /// <summary>False where counting asks nobody.</summary>
    protected virtual bool CountingAsks => true;

    /// <summary>False where a source has no transcripts, or says with the list that there are none.</summary>
    protected virtual bool TranscriptsAsk => Adapter.Descriptor.SupportsTranscriptReuse;

    /// <summary>False where lists are no web pages.</summary>
    protected virtual bool ListsCanBeGarbled => true;

    /// <summary>
    /// An account of the sandbox without a secret, for an adapter whose token endpoint is the sandbox's; null where nobody signs in, or it is not
    /// served. See <see cref="TokenEndpoints.InSandbox"/>.
    /// </summary>
    protected virtual PlatformConnection? TokenAccount => null;

    /// <summary>False where a platform signs nothing: then an announcement only says that it is worth looking.</summary>
    protected virtual bool AnnouncementsAreSigned => true;

    /// <summary>In the form that the platform shows; it signs nothing here.</summary>
    protected virtual string WebhookSecret => "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>True once the source was told to misbehave or was asked for what it does not have: then it answers what no description of it shows.</summary>
    protected bool IsDisturbed { get; private set; }

    /// <summary>Registered with the sandbox.</summary>
    private Uri ReturnAddress => new($"http://127.0.0.1:8080/oauth/callback/{Adapter.Descriptor.Slug}");

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
        var asked = (await ListAsync()).Take(Adapter.MaxBatch).Select(call => new SourceCallReference(call.SourceCallId, call.SourceGroupId, null)).ToList();

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

    private Task<List<SourceCall>> ListAsync() => ListAsync(Everything);

    private Task<List<SourceCall>> ListAsync(CallQuery query) => ListAsync(Connection, query);

    private async Task<List<SourceCall>> ListAsync(PlatformConnection connection, CallQuery query)
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

    private async Task<List<CredentialCheck>> CheckAsync(PlatformConnection connection)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in Adapter.CheckCredentialAsync(connection, Cancelled))
        {
            checks.Add(check);
        }

        return checks;
    }

    private async Task<IReadOnlyList<SourceCallReference>> SomeAsync(int count) =>
        [.. (await Adapter.ListCallsAsync(Connection, Everything, null, Cancelled)).Calls.Take(count).Select(ReferenceTo)];

    private static SourceCallReference ReferenceTo(SourceCall call) => new(call.SourceCallId, call.SourceGroupId, null);

    /// <summary>Replaces all faults of the sandbox by one that is this vendor's.</summary>
    private Task FaultAsync(object fault)
    {
        NeedsServer();
        var described = JsonSerializer.SerializeToNode(fault, JsonSerializerOptions.Web)?.AsObject() ?? throw new InvalidOperationException("A fault is an object.");
        described["vendor"] = Adapter.Descriptor.Slug;
        IsDisturbed = true;
        return ControlAsync("faults", new[] { described });
    }

    private Task ResetAsync() => ControlAsync("faults", Array.Empty<object>());

    private async Task ControlAsync(string lever, object body)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(new Uri(Server, $"/_control/{lever}"), body, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{lever}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancelled)}");
    }

    private void NeedsServer() => Assert.SkipUnless(IsServed, "The source is files and no server.");

    private bool MayStaySilent(Request request) => request switch
    {
        Request.Count => !CountingAsks,
        Request.Locate => !LocatingAsks,
        Request.Transcripts => !TranscriptsAsk,
        _ => false,
    };

    /// <summary>Short values, such as an account's number, are found everywhere.</summary>
    private static IEnumerable<string> SecretsOf(PlatformConnection connection) => connection.Secret.Values.Values.Where(value => value.Length >= 8);
}
