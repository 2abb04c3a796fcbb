using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

public sealed class Five29AdapterTests : IDisposable
{
    private const string Row = "300000010100001,\"Tue, 03 Feb 2026 09:00:06\",Sales Outbound,Outbound,dortiz,Dana Ortiz,5035550100,Cal Customer,5035550123,00:05:40,09:00:25(5:40)";
    private const string Recording = "Recordings/Sales Outbound/2_3_2026/5035550123 by dortiz @ 12_00_25 PM.wav";

    private readonly ADrop drop = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => drop.Dispose();

    [Fact]
    public async Task A_recording_and_its_row_become_one_call()
    {
        drop.WithManifest(Row).WithRecording(Recording);

        var call = Assert.Single(await drop.ListAsync());

        Assert.Equal($"acme/{Recording}", call.SourceCallId);
        Assert.Equal(("300000010100001", "Sales Outbound: Cal Customer", 340, "outbound"), (call.SourceGroupId, call.Title, call.DurationSeconds, call.Direction));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 17, 0, 25, TimeSpan.Zero), call.StartedAt);
        Assert.Equal(("Dana Ortiz", true), (call.Participants[0].Name, call.Participants[0].IsInternal));
        Assert.Equal(("Cal Customer", "5035550123", false), (call.Participants[1].Name, call.Participants[1].Phone, call.Participants[1].IsInternal));
        Assert.Contains("campaign, number, agent, time", call.SourceMetadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fits_together_is_told_before_anything_is_imported()
    {
        drop.WithManifest(Row, Row.Replace("300000010100001", "300000010100002").Replace("5035550123", "5035550999"))
            .WithRecording(Recording)
            .WithRecording("Recordings/Sales Outbound/2_3_2026/4155550111 by dortiz @ 12_00_25 PM.wav")
            .WithRecording("Recordings/short.wav", bytes: 500);

        var report = await drop.InspectAsync();

        Assert.Equal((1, 1, 1, 1), (report.Matched.Count, report.WithoutRow.Count, report.RowsWithoutFile.Count, report.Unusable.Count));
        Assert.Contains("300000010100002", Assert.Single(report.RowsWithoutFile.Examples), StringComparison.Ordinal);
        Assert.Equal(2, (await drop.ListAsync()).Count);
    }

    [Fact]
    public async Task A_wrong_zone_is_noticed_by_how_far_everything_is_off()
    {
        drop.WithManifest(Row).WithRecording(Recording);

        var report = await drop.InspectAsync(drop.Connect(nameZone: "UTC-8"));

        Assert.Equal(0, report.Matched.Count);
        Assert.Contains("3:00 h earlier", Assert.Single(report.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_may_name_the_recording_itself()
    {
        drop.WithText("export/manifest.csv", "recording file;call id;TIMESTAMP\r\n\"calls\\one.wav\";7;2026-02-03T10:00:00Z\r\n").WithRecording("export/calls/one.wav");

        var call = Assert.Single(await drop.ListAsync());

        Assert.Equal(("7", new DateTimeOffset(2026, 2, 3, 10, 0, 0, TimeSpan.Zero)), (call.SourceGroupId, call.StartedAt));
        Assert.Contains("recording file", call.SourceMetadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Legs_of_one_call_are_calls_of_their_own_in_one_group()
    {
        drop.WithManifest(
                Row,
                "300000010100001,\"Tue, 03 Feb 2026 09:06:00\",Sales Outbound,3rd party transfer,rita,Rita Roe,5035550100,Cal Customer,5035550123,00:01:00,09:06:10(1:00)")
            .WithRecording(Recording)
            .WithRecording("Recordings/Sales Outbound/2_3_2026/5035550123 by rita @ 12_06_10 PM.wav");

        var calls = await drop.ListAsync();

        Assert.Equal(["Dana Ortiz", "Rita Roe"], calls.Select(call => call.Participants[0].Name));
        Assert.Single(calls.Select(call => call.SourceGroupId).Distinct());
    }

    [Fact]
    public async Task Rows_that_stand_there_twice_count_once_and_unreadable_times_are_told()
    {
        drop.WithManifest(Row, Row, Row.Replace("Tue, 03 Feb 2026 09:00:06", "yesterday")).WithRecording(Recording);

        var report = await drop.InspectAsync();

        Assert.Contains(report.Remarks, remark => remark.Contains("1 rows twice", StringComparison.Ordinal));
        Assert.Contains(report.Remarks, remark => remark.Contains("line 4", StringComparison.Ordinal) && remark.Contains("yesterday", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CALL ID,CAMPAIGN\n1,x", "lacks the column TIMESTAMP")]
    [InlineData("", "lacks the column CALL ID and TIMESTAMP")]
    public async Task A_list_of_another_kind_says_what_is_missing(string manifest, string reason)
    {
        drop.WithText("manifest.csv", manifest).WithRecording(Recording);

        var refused = await Assert.ThrowsAsync<PlatformException>(() => drop.ListAsync());

        Assert.Equal((FailureClass.Permanent, PlatformFault.UnusableAnswer), (refused.FailureClass, refused.Fault));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_an_unknown_encoding_says_how_to_save_it()
    {
        drop.Write("manifest.csv", Encoding.Latin1.GetBytes("CALL ID,TIMESTAMP,CAMPAIGN\n1,\"Tue, 03 Feb 2026 09:00:06\",Zürich"));

        Assert.Contains("CSV UTF-8", (await Assert.ThrowsAsync<PlatformException>(() => drop.ListAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spreadsheets_that_write_utf16_are_read()
    {
        drop.Write("manifest.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("CALL ID\tTIMESTAMP\tRECORDING FILE\n1\t2026-02-03 09:00:06\ta.wav")]).WithRecording("a.wav");

        Assert.Equal("1", Assert.Single(await drop.ListAsync()).SourceGroupId);
    }

    [Fact]
    public async Task A_zone_that_does_not_exist_is_no_zone() => Assert.Contains(
        "is no time zone", (await Assert.ThrowsAsync<PlatformException>(() => drop.ListAsync(drop.Connect(reportZone: "Pacific")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("..")]
    [InlineData("../acme")]
    [InlineData("/etc")]
    [InlineData("acme/../../x")]
    [InlineData("a\\b")]
    public async Task A_path_is_no_name_of_a_drop(string folder) =>
        Assert.Equal(FailureClass.AuthExpired, (await Assert.ThrowsAsync<PlatformException>(() => drop.ListAsync(drop.Connect(folder)))).FailureClass);

    [Fact]
    public async Task Nobody_reads_the_drop_of_another_workspace()
    {
        drop.WithRecording(Recording);

        await Assert.ThrowsAsync<PlatformException>(() => drop.ListAsync(drop.Connect() with { WorkspaceId = Guid.NewGuid() }));
        Assert.IsType<RecordingAbsent>(await LocateAsync(drop.Connect() with { WorkspaceId = Guid.NewGuid() }, $"acme/{Recording}"));
    }

    [Theory]
    [InlineData("acme/../acme/a.wav")]
    [InlineData("acme//etc/passwd")]
    [InlineData("acme/link.wav")]
    [InlineData("acme/linked/a.wav")]
    [InlineData("a.wav")]
    public async Task Links_and_ways_out_lead_nowhere(string id)
    {
        drop.WithRecording("a.wav").WithRecording("real/a.wav");
        File.CreateSymbolicLink(Path.Combine(drop.Folder, "link.wav"), Path.Combine(drop.Folder, "a.wav"));
        Directory.CreateSymbolicLink(Path.Combine(drop.Folder, "linked"), Path.Combine(drop.Folder, "real"));

        Assert.IsType<RecordingAbsent>(await LocateAsync(drop.Connect(), id));
        Assert.Equal(["acme/a.wav", "acme/real/a.wav"], (await drop.ListAsync()).Select(call => call.SourceCallId).Order());
    }

    [Fact]
    public async Task A_recording_that_is_still_being_written_is_waited_for()
    {
        drop.WithRecording("a.wav");
        File.SetLastWriteTimeUtc(Path.Combine(drop.Folder, "a.wav"), TimeProvider.System.GetUtcNow().UtcDateTime);

        Assert.IsType<RecordingNotReady>(await LocateAsync(drop.Connect(), "acme/a.wav"));
    }

    [Fact]
    public void Words_beside_a_recording_are_read_with_speakers_and_times()
    {
        var transcript = Five29SideFile.Read("WEBVTT\r\n\r\n1\r\n00:01.500 --> 00:02.000\r\n<v Dana Ortiz>Good <b>morning</b>.</v>\r\n\r\n01:00:00.000 --> 01:00:01.000\r\nHello.\r\n");

        Assert.Equal([("Dana Ortiz", 1500, 2000, "Good morning."), ("", 3_600_000, 3_601_000, "Hello.")],
            transcript.Segments.Select(segment => (segment.Speaker, segment.StartMs, segment.EndMs ?? 0, segment.Text)));
    }

    private async Task<RecordingAnswer> LocateAsync(PlatformConnection connection, string id) =>
        (await drop.Adapter.LocateRecordingsAsync(connection, [new SourceCallReference(id, null, null)], Cancelled))[id];
}
