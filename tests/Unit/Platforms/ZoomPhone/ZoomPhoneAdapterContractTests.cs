using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.ZoomPhone;

namespace CallImport.Tests.Unit.Platforms.ZoomPhone;

public sealed class ZoomPhoneAdapterContractTests(ZoomPhoneAdapterContractTests.Source source)
    : SandboxConformance(source, ZoomPhonePlatform.Descriptor), IClassFixture<ZoomPhoneAdapterContractTests.Source>
{
    private PlatformConnection? connection;
    private PlatformConnection? empty;

    protected override IPlatformAdapter Adapter => new ZoomPhoneAdapter(new PlatformTransport(Sandbox, TimeProvider.System), Sandbox.Tokens, TimeProvider.System);

    protected override PlatformConnection Connection => connection ?? throw NotStarted();

    protected override PlatformConnection WrongConnection => Sandbox.Connect((TokenFields.AccessToken, "a-token-that-nobody-gave"));

    protected override PlatformConnection EmptyConnection => empty ?? throw NotStarted();

    /// <summary>One piece of less than a month, with more than one page.</summary>
    protected override CallQuery Paged
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow();
            return new CallQuery(now.AddDays(-25), now);
        }
    }

    protected override PlatformConnection TokenAccount => Sandbox.ConnectNobody();

    public override async ValueTask InitializeAsync()
    {
        connection = await OpenAsync("sandbox-account", "SANDBOX-ZOOM-FULL", "full-rights-secret");
        empty = await OpenAsync("sandbox-empty-account", "SANDBOX-ZOOM-EMPTY", "empty-secret");
    }

    [Fact]
    public async Task A_place_with_Zoom_s_token_may_not_be_stored_the_start_of_a_window_may()
    {
        var kinds = new HashSet<(bool HasToken, bool MayBeStored)>();
        string? cursor = null;
        do
        {
            var page = await Adapter.ListCallsAsync(Connection, Everything, cursor, Cancelled);
            cursor = page.NextCursor;
            if (cursor is not null)
            {
                kinds.Add((!cursor.EndsWith('|'), page.CursorMayBeStored));
            }
        }
        while (cursor is not null);

        Assert.Equal([(false, true), (true, false)], kinds.Order());
    }

    [Fact]
    public async Task A_recording_is_located_on_the_file_host_so_that_nobody_but_the_API_sees_the_token()
    {
        var call = await NewestAsync();

        var located = Assert.IsType<RecordingAt>(await LocateAsync(call));

        Assert.Null(located.Authorization);
        using var client = Sandbox.CreateClient("");
        Assert.Equal(20_000 / 108 * 108, (await client.GetByteArrayAsync(located.Url, Cancelled)).Length);
    }

    [Fact]
    public async Task A_deleted_recording_is_absent()
    {
        var call = await NewestAsync();
        await Sandbox.ControlAsync("faults", new[] { new { kind = "missing_media", percent = 100 } }, Cancelled);

        Assert.IsType<RecordingAbsent>(await LocateAsync(call));
    }

    [Theory]
    [InlineData("late_transcript", typeof(TranscriptNotReady))]
    [InlineData("missing_transcript", typeof(TranscriptAbsent))]
    public async Task Zoom_tells_transcripts_in_the_making_from_those_that_never_come(string fault, Type answer)
    {
        var call = await NewestAsync();
        await Sandbox.ControlAsync("faults", new[] { new { kind = fault, percent = 100, firstPerSubject = 9 } }, Cancelled);

        Assert.IsType(answer, await TranscriptAsync(Connection, call));
    }

    [Theory]
    [InlineData("NOTRANSCRIPTS", "no-transcripts-secret", CredentialCheckName.MayReadTranscripts, CheckOutcome.Warning)]
    [InlineData("NOMEDIA", "no-media-secret", CredentialCheckName.MayReadMedia, CheckOutcome.Warning)]
    [InlineData("NOCALLS", "no-calls-secret", CredentialCheckName.SignedIn, CheckOutcome.Failed)]
    public async Task A_missing_scope_is_named_with_who_has_to_act(string app, string secret, CredentialCheckName name, CheckOutcome outcome)
    {
        var poor = await OpenAsync("sandbox-account", $"SANDBOX-ZOOM-{app}", secret);

        var check = (await Adapter.CheckCredentialAsync(poor, Cancelled).ToListAsync(Cancelled)).Single(check => check.Outcome != CheckOutcome.Passed);

        Assert.Equal((name, outcome), (check.Name, check.Outcome));
        Assert.Contains("phone:read:", $"{check.Detail} {check.Fix}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_scope_transcripts_are_not_permitted()
    {
        var poor = await OpenAsync("sandbox-account", "SANDBOX-ZOOM-NOTRANSCRIPTS", "no-transcripts-secret");

        Assert.IsType<TranscriptNotPermitted>(await TranscriptAsync(poor, await NewestAsync()));
    }

    [Theory]
    [InlineData("FULL", "full-rights-secret", true)]
    [InlineData("NOPEOPLE", "no-people-secret", false)]
    public async Task Colleagues_come_with_their_addresses_where_they_may_be_seen(string app, string secret, bool areSeen)
    {
        var connected = await OpenAsync("sandbox-account", $"SANDBOX-ZOOM-{app}", secret);

        var calls = (await Adapter.ListCallsAsync(connected, Paged, null, Cancelled)).Calls;

        Assert.NotEmpty(calls);
        Assert.All(calls.SelectMany(call => call.Participants), person => Assert.Equal(areSeen && person.IsInternal == true, person.Email is not null));
    }

    private async Task<SourceCall> NewestAsync() =>
        (await Adapter.ListCallsAsync(Connection, Paged, null, Cancelled)).Calls[0];

    private async Task<RecordingAnswer> LocateAsync(SourceCall call) =>
        (await Adapter.LocateRecordingsAsync(Connection, [new SourceCallReference(call.SourceCallId, null, call.DownloadToken)], Cancelled))[call.SourceCallId];

    private async Task<TranscriptAnswer> TranscriptAsync(PlatformConnection with, SourceCall call) =>
        (await Adapter.GetTranscriptsAsync(with, [new SourceCallReference(call.SourceCallId, null, null)], Cancelled))[call.SourceCallId];

    private Task<PlatformConnection> OpenAsync(string account, string client, string secret) => Sandbox.OpenAsync(
        Adapter, Cancelled, (ZoomPhonePlatform.AccountId, account), (ZoomPhonePlatform.ClientId, client), (ZoomPhonePlatform.ClientSecret, secret));

    private static InvalidOperationException NotStarted() => new("Nobody has signed in yet.");

    public sealed class Source() : SharedSandbox(options =>
    {
        (options.ZoomPhone.Calls, options.ZoomPhone.SpanDays, options.ZoomPhone.RecordingBytes) = (660, 40, 20_000);
        (options.ZoomPhone.MediumPerSecond, options.ZoomPhone.LightPerSecond) = (0, 0);
    });
}
