using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Platforms.Five29;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>Answers as Five9's Configuration Web Services give them (documentation.five9.com, bundle api-config-web).</summary>
public sealed class Five29ApiTests : IDisposable
{
    private const string Service = "POST /wsadmin/v13/AdminWebService";
    private const string Header = "CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT,AGENT NAME,ANI,CUSTOMER NAME,DNIS,TALK TIME,RECORDINGS";

    private static readonly CallQuery Day = new(new DateTimeOffset(2026, 2, 3, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 4, 8, 0, 0, TimeSpan.Zero));

    private readonly CannedVendor vendor = new();

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task A_report_is_run_waited_for_and_fetched()
    {
        Answer("runReport", "4f1c");
        Answer("isReportRunning", "true");
        Answer("isReportRunning", "false");
        Answer("getReportResultCsv", $"{Header}\n300000010100001,&quot;Tue, 03 Feb 2026 09:00:06&quot;,Sales,Outbound,dortiz,Dana Ortiz,5035550100,,5035550123,00:05:40,09:00:25(5:40)\n");

        var call = Assert.Single((await ListAsync()).Calls);

        Assert.Equal(("call:300000010100001/20260203T090006/090025", 340), (call.SourceCallId, call.DurationSeconds));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 17, 0, 25, TimeSpan.Zero), call.StartedAt);
        Assert.Contains("<ser:runReport><folderName>Call Log Reports</folderName><reportName>Call Log</reportName>", vendor.Seen[0].Body, StringComparison.Ordinal);
        Assert.Contains("<criteria><time><end>2026-02-04T08:10:00.000Z</end><start>2026-02-03T02:00:00.000Z</start></time></criteria>", vendor.Seen[0].Body, StringComparison.Ordinal);
        Assert.All(vendor.Seen, request => Assert.Equal($"Basic {Convert.ToBase64String("ops:se:cret"u8)}", request.Authorization));
    }

    [Fact]
    public async Task A_result_that_ends_where_results_were_seen_to_end_is_asked_for_in_halves()
    {
        var rows = new StringBuilder(Header);
        for (var row = 0; row < 5_000; row++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{row},2026-02-03T12:00:00Z,,Inbound,,,1,,2,00:00:10,");
        }

        Report(rows.ToString());
        Report(Header);

        var page = await ListAsync();

        Assert.Empty(page.Calls);
        Assert.NotNull(page.NextCursor);
        Assert.Contains("<start>2026-02-03T14:00:00.000Z</start>", vendor.Seen[3].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_a_recording_bring_nothing_unless_the_report_says_nothing_about_recordings()
    {
        Report("CALL ID,TIMESTAMP,RECORDINGS\n1,2026-02-03T12:00:00Z,\n2,2026-02-03T12:00:00Z,12:00:05(0:10) 12:01:00(0:20)");
        Assert.Equal(["2", "2"], (await ListAsync()).Calls.Select(call => call.SourceGroupId));

        Report("CALL ID,TIMESTAMP\n1,2026-02-03T12:00:00Z\n2,2026-02-03T12:00:00Z");
        Assert.Equal(["1", "2"], (await ListAsync()).Calls.Select(call => call.SourceGroupId).Order());
    }

    [Theory]
    [InlineData("AccessDisallowedFault", "", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData("OperationsLimitExceededFault", "<limit>16</limit>", FailureClass.RateLimited, PlatformFault.None)]
    [InlineData("OperationsLimitExceededFault", "<limit>800</limit>", FailureClass.RateLimited, PlatformFault.DailyQuotaUsed)]
    [InlineData("ReportNotFoundFault", "<folder>x</folder>", FailureClass.Permanent, PlatformFault.UnusableAnswer)]
    [InlineData("UnknownIdentifierFault", "", FailureClass.Transient, PlatformFault.None)]
    [InlineData("InvalidDateRangeFault", "", FailureClass.Permanent, PlatformFault.None)]
    [InlineData("MissedArgumentFault", "", FailureClass.Permanent, PlatformFault.None)]
    [InlineData("ServiceUnavailableFault", "", FailureClass.Transient, PlatformFault.None)]
    [InlineData("ServerFault", "", FailureClass.Transient, PlatformFault.None)]
    [InlineData("NeverHeardOfFault", "", FailureClass.Transient, PlatformFault.None)]
    public async Task Every_fault_has_a_class(string fault, string detail, FailureClass expected, PlatformFault kind)
    {
        Fault(fault, detail);

        var refused = await Assert.ThrowsAsync<PlatformException>(ListAsync);

        Assert.Equal((expected, kind), (refused.FailureClass, refused.Fault));
        Assert.Equal(expected == FailureClass.RateLimited, refused.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_session_that_another_one_has_closed_is_opened_once_more()
    {
        Fault("SessionClosedFault", "");
        Report(Header);

        Assert.Empty((await ListAsync()).Calls);

        Fault("SessionClosedFault", "");
        Fault("SessionClosedFault", "");
        Assert.Equal(FailureClass.Transient, (await Assert.ThrowsAsync<PlatformException>(ListAsync)).FailureClass);
    }

    [Fact]
    public async Task A_result_that_is_not_ready_is_waited_for()
    {
        Answer("runReport", "4f1c");
        Answer("isReportRunning", "false");
        Fault("ResultIsNotReadyFault", "");
        Answer("isReportRunning", "false");
        Answer("getReportResultCsv", Header);

        Assert.Empty((await ListAsync()).Calls);
    }

    [Theory]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE e [<!ENTITY x "boom">]><e>&x;</e>""")]
    [InlineData("<html><body>Maintenance</body></html>")]
    [InlineData("<e><unclosed>")]
    [InlineData("")]
    public async Task What_is_no_envelope_is_never_taken_for_an_answer(string body)
    {
        vendor.On(Service, 200, body, "text/xml");

        Assert.Equal(PlatformFault.UnusableAnswer, (await Assert.ThrowsAsync<PlatformException>(ListAsync)).Fault);
    }

    [Fact]
    public async Task A_wrong_password_is_said_once_and_never_quoted()
    {
        vendor.On(Service, 401, "", "text/plain");

        var refused = await Assert.ThrowsAsync<PlatformException>(ListAsync);

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.DoesNotContain("se:cret", $"{refused}", StringComparison.Ordinal);
        Assert.Single(vendor.Seen);
    }

    private void Report(string csv)
    {
        Answer("runReport", "4f1c");
        Answer("isReportRunning", "false");
        Answer("getReportResultCsv", csv);
    }

    private void Answer(string operation, string result) => vendor.On(
        Service,
        200,
        $"""<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="http://service.admin.ws.five9.com/"><env:Body><ser:{operation}Response><return>{result}</return></ser:{operation}Response></env:Body></env:Envelope>""",
        "text/xml");

    private void Fault(string fault, string detail) => vendor.On(
        Service,
        500,
        $"""<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><env:Fault><faultcode>env:Server</faultcode><faultstring>x</faultstring><detail><ser:{fault} xmlns:ser="http://service.admin.ws.five9.com/"><message>x</message>{detail}</ser:{fault}></detail></env:Fault></env:Body></env:Envelope>""",
        "text/xml");

    private Task<CallPage> ListAsync() => new Five29Adapter(
        new FileDropPlaces(Options.Create(new FileDropOptions())), new BucketDrops(vendor), new PlatformTransport(vendor, TimeProvider.System), TimeProvider.System).ListCallsAsync(
            CannedVendor.Connection("https://vendor.test", null, (Five29Platform.User, "ops"), (Five29Platform.Password, "se:cret")), Day, null, TestContext.Current.CancellationToken);
}
