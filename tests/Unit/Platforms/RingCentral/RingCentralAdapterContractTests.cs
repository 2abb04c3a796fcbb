using System.Net;
using System.Net.Http.Headers;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.RingCentral;

namespace CallImport.Tests.Unit.Platforms.RingCentral;

public sealed class RingCentralAdapterContractTests(RingCentralAdapterContractTests.Source source)
    : SandboxConformance(source, RingCentralPlatform.Descriptor), IClassFixture<RingCentralAdapterContractTests.Source>
{
    private PlatformConnection? connection;
    private PlatformConnection? empty;

    protected override IPlatformAdapter Adapter => new RingCentralAdapter(new PlatformTransport(Sandbox, TimeProvider.System), Sandbox.Tokens, TimeProvider.System);

    protected override PlatformConnection Connection => connection ?? throw NotStarted();

    protected override PlatformConnection WrongConnection => Sandbox.Connect((TokenFields.AccessToken, "a-token-that-nobody-gave"));

    protected override PlatformConnection EmptyConnection => empty ?? throw NotStarted();

    protected override PlatformConnection TokenAccount => Sandbox.ConnectNobody();

    /// <summary>Where a recording lies stands in the log.</summary>
    protected override bool LocatingAsks => false;

    public override async ValueTask InitializeAsync()
    {
        connection = await OpenAsync("SANDBOX-RINGCENTRAL-FULL");
        empty = await OpenAsync("SANDBOX-RINGCENTRAL-EMPTY");
    }

    [Fact]
    public async Task A_recording_is_fetched_with_the_token_and_gone_ones_are_told_once_the_address_was_refused()
    {
        var call = (await Adapter.ListCallsAsync(Connection, Everything, null, Cancelled)).Calls[0];
        var reference = new SourceCallReference(call.SourceCallId, call.SourceGroupId, call.DownloadToken) { StartedAt = call.StartedAt };
        var located = Assert.IsType<RecordingAt>((await Adapter.LocateRecordingsAsync(Connection, [reference], Cancelled))[call.SourceCallId]);
        Assert.Equal(RingCentralPlatform.Heavy, located.LimitGroup);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await GetAsync(located.Url, located.Authorization), await GetAsync(located.Url, null)));

        await Sandbox.ControlAsync("faults", new[] { new { kind = "missing_media", percent = 100 } }, Cancelled);
        var refused = reference with { LocationRefused = true };

        Assert.IsType<RecordingAbsent>((await Adapter.LocateRecordingsAsync(Connection, [refused with { StartedAt = DateTimeOffset.UnixEpoch }], Cancelled))[call.SourceCallId]);
        Assert.IsType<RecordingNotReady>((await Adapter.LocateRecordingsAsync(Connection, [refused with { StartedAt = TimeProvider.System.GetUtcNow() }], Cancelled))[call.SourceCallId]);
    }

    [Fact]
    public async Task Without_the_licence_transcripts_are_not_permitted_and_the_check_warns()
    {
        var poor = await OpenAsync("SANDBOX-RINGCENTRAL-NOTRANSCRIPTS");
        var call = (await Adapter.ListCallsAsync(poor, Everything, null, Cancelled)).Calls[0];

        var answer = (await Adapter.GetTranscriptsAsync(poor, [new SourceCallReference(call.SourceCallId, null, null)], Cancelled))[call.SourceCallId];

        Assert.IsType<TranscriptNotPermitted>(answer);
        var checks = await Adapter.CheckCredentialAsync(poor, Cancelled).ToListAsync(Cancelled);
        Assert.Equal(CheckOutcome.Warning, checks.Single(check => check.Name == CredentialCheckName.MayReadTranscripts).Outcome);
    }

    [Fact]
    public async Task A_missing_transcript_is_waited_for_while_the_call_is_young_and_absent_afterwards()
    {
        var call = (await Adapter.ListCallsAsync(Connection, Everything, null, Cancelled)).Calls[0];
        await Sandbox.ControlAsync("faults", new[] { new { kind = "missing_transcript", percent = 100 } }, Cancelled);
        var reference = new SourceCallReference(call.SourceCallId, null, null);

        Assert.IsType<TranscriptNotReady>(await AskAsync(reference with { StartedAt = TimeProvider.System.GetUtcNow() }));
        Assert.IsType<TranscriptAbsent>(await AskAsync(reference with { StartedAt = TimeProvider.System.GetUtcNow().AddDays(-1) }));

        async Task<TranscriptAnswer> AskAsync(SourceCallReference asked) => (await Adapter.GetTranscriptsAsync(Connection, [asked], Cancelled))[asked.SourceCallId];
    }

    [Fact]
    public async Task A_user_without_the_company_s_call_log_is_told_who_has_to_act()
    {
        var own = await OpenAsync("SANDBOX-RINGCENTRAL-NOCOMPANY");

        var failed = Assert.Single(await Adapter.CheckCredentialAsync(own, Cancelled).ToListAsync(Cancelled), check => check.Outcome == CheckOutcome.Failed);

        Assert.Equal(CredentialCheckName.MayListCalls, failed.Name);
        Assert.Contains("FullCompanyCallLog", failed.Detail, StringComparison.Ordinal);
        Assert.NotNull(failed.Fix);
    }

    [Theory]
    [InlineData("FULL", true)]
    [InlineData("NOPEOPLE", false)]
    public async Task Colleagues_come_with_their_addresses_where_they_may_be_seen(string jwt, bool areSeen)
    {
        var calls = (await Adapter.ListCallsAsync(await OpenAsync($"SANDBOX-RINGCENTRAL-{jwt}"), Everything, null, Cancelled)).Calls;

        Assert.NotEmpty(calls);
        Assert.All(calls.SelectMany(call => call.Participants), person => Assert.Equal(areSeen && person.IsInternal == true, person.Email is not null));
    }

    private Task<PlatformConnection> OpenAsync(string jwt) => Sandbox.OpenAsync(Adapter, Cancelled, (RingCentralPlatform.Jwt, jwt));

    private async Task<HttpStatusCode> GetAsync(Uri address, string? authorization)
    {
        using var client = Sandbox.CreateClient("");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static InvalidOperationException NotStarted() => new("Nobody has signed in yet.");

    public sealed class Source() : SharedSandbox(options =>
    {
        (options.RingCentral.Calls, options.RingCentral.RecordingBytes) = (260, 20_000);
        (options.RingCentral.HeavyPerMinute, options.RingCentral.MediumPerMinute) = (0, 0);
        (options.RingCentral.LightPerMinute, options.RingCentral.AuthPerMinute) = (0, 0);
    });
}
