using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>Calls by the report service of the sandbox, recordings by a drop.</summary>
public sealed class Five29ReportTests : IAsyncLifetime
{
    private const string Password = "sandbox-five9-password";
    private const int Calls = 12;

    private readonly ADrop drop = new();
    private WebApplication? sandbox;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static CallQuery Everything => new(new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private PlatformConnection Connection => Account("reports@harborline.test");

    private Uri Service => new(new Uri(sandbox?.Urls.First() ?? throw new InvalidOperationException("The sandbox is not running.")), "/five29");

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        (options.Five29.Calls, options.Five29.RecordingBytes, options.Five29.ReportsPerMinute) = (Calls, 20_000, 0);
        sandbox = await SandboxServer.StartAsync(options, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.StopAsync();
            await sandbox.DisposeAsync();
        }

        drop.Dispose();
    }

    [Fact]
    public async Task The_report_alone_brings_every_call_and_says_that_its_recording_is_awaited()
    {
        var calls = await ListAsync(Connection);

        Assert.Equal(await TruthAsync(), calls.Select(call => call.SourceGroupId).Order());
        Assert.All(calls, call => Assert.True(call is { HasRecording: false, OtherId: null, DurationSeconds: > 0, Participants.Count: 2 }));
        Assert.Equal((Calls, true), await CountAsync(Connection));
        Assert.All((await LocateAsync(Connection, calls)).Values, answer => Assert.Contains("drop folder", Assert.IsType<RecordingAwaited>(answer).Reason, StringComparison.Ordinal));
        Assert.All((await TranscriptsAsync(Connection, calls)).Values, answer => Assert.IsType<TranscriptAbsent>(answer));
    }

    [Fact]
    public async Task A_recording_that_is_handed_over_later_is_found_by_what_was_kept_and_does_not_double_the_call()
    {
        var before = await ListAsync(Connection);
        var chosen = before[Calls / 2];
        var path = Drop(chosen);

        Assert.IsType<RecordingHere>((await LocateAsync(Connection, before))[chosen.SourceCallId]);
        var after = await ListAsync(Connection);
        Assert.Equal(before.Select(call => call.SourceCallId).Order(), after.Select(call => call.SourceCallId).Order());
        var completed = Assert.Single(after, call => call.HasRecording == true);
        Assert.Equal((chosen.SourceCallId, $"acme/{path}"), (completed.SourceCallId, completed.OtherId));
    }

    [Fact]
    public async Task A_recording_keeps_both_names_whichever_way_it_is_listed()
    {
        var call = (await ListAsync(Connection))[0];
        var path = Drop(call);
        drop.WithText("manifest.csv", ManifestOf(call));

        var byFile = Assert.Single(await drop.ListAsync());

        Assert.Equal(($"acme/{path}", call.SourceCallId), (byFile.SourceCallId, byFile.OtherId));
    }

    [Fact]
    public async Task A_file_that_no_row_tells_of_waits_for_the_report_and_comes_then_by_itself()
    {
        const string path = "Recordings/Sales Outbound/2_3_2026/4155550111 by dortiz @ 12_00_25 PM.wav";
        drop.WithRecording(path);
        Assert.Contains(await ListAsync(Connection), call => call.SourceCallId == $"acme/{path}");

        File.SetLastWriteTimeUtc(Path.Combine(drop.Folder, path), TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.DoesNotContain(await ListAsync(Connection), call => call.SourceCallId == $"acme/{path}");
    }

    [Fact]
    public async Task The_checks_say_that_calls_come_and_recordings_are_awaited()
    {
        var checks = await CheckAsync(Connection);

        Assert.DoesNotContain(checks, check => check.Outcome == CheckOutcome.Failed);
        Assert.Contains("recordings", checks.Single(check => check.Name == CredentialCheckName.MayListCalls).Detail, StringComparison.Ordinal);
        Assert.Contains("completes the calls", checks.Single(check => check.Name == CredentialCheckName.MayReadMedia).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_start_files_are_held_against_the_report()
    {
        Assert.Contains("completed when their recordings are handed over", Assert.Single((await drop.InspectAsync(Connection)).Remarks), StringComparison.Ordinal);

        Drop((await ListAsync(Connection))[0]);
        drop.WithRecording("Recordings/Sales Outbound/2_3_2026/4155550111 by dortiz @ 12_00_25 PM.wav");
        var report = await drop.InspectAsync(Connection);

        Assert.Equal((1, 1), (report.Matched.Count, report.WithoutRow.Count));
    }

    [Theory]
    [InlineData("reports@harborline.test", "wrong-password")]
    [InlineData("former@harborline.test", Password)]
    [InlineData("blocked@harborline.test", Password)]
    [InlineData("reports@harborline.test", "")]
    public async Task Who_may_not_come_in_is_told_so(string user, string password)
    {
        var refused = await Assert.ThrowsAsync<PlatformException>(() => ListAsync(drop.Report(Service, user, password)));

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.Equal(CredentialCheckName.SignedIn, Assert.Single(await CheckAsync(drop.Report(Service, user, password)), check => check.Outcome == CheckOutcome.Failed).Name);
    }

    [Fact]
    public async Task A_domain_without_calls_is_empty()
    {
        Assert.Empty(await ListAsync(Account("reports@labs.test")));
        Assert.Equal((0, true), await CountAsync(Account("reports@labs.test")));
    }

    /// <summary>Named as Five9 names it, from what the report says.</summary>
    private string Drop(SourceCall call)
    {
        var row = RowOf(call);
        var clock = call.StartedAt.ToOffset(TimeSpan.FromHours(-5));
        var number = row["CALL TYPE"] == "Inbound" ? row["ANI"] : row["DNIS"];
        var path = string.Create(CultureInfo.InvariantCulture, $"Recordings/{row["CAMPAIGN"]}/{clock:M_d_yyyy}/{number} by {row["AGENT"]} @ {clock:h_mm_ss tt}.wav");
        drop.WithRecording(path);
        return path;
    }

    private static string ManifestOf(SourceCall call)
    {
        var row = RowOf(call);
        return string.Join(',', row.Keys) + "\n" + string.Join(',', row.Values.Select(cell => $"\"{cell}\""));
    }

    private static Dictionary<string, string> RowOf(SourceCall call)
    {
        using var metadata = JsonDocument.Parse(call.SourceMetadata);
        return metadata.RootElement.GetProperty("row").Deserialize<Dictionary<string, string>>() ?? [];
    }

    private PlatformConnection Account(string user) => drop.Report(Service, user, Password);

    private async Task<List<SourceCall>> ListAsync(PlatformConnection connection)
    {
        var calls = new List<SourceCall>();
        string? cursor = null;
        do
        {
            var page = await drop.Adapter.ListCallsAsync(connection, Everything, cursor, Cancelled);
            calls.AddRange(page.Calls);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return calls;
    }

    private async Task<(int?, bool)> CountAsync(PlatformConnection connection) =>
        await drop.Adapter.CountCallsAsync(connection, Everything, Cancelled) is var count ? (count.Calls, count.IsExact) : default;

    private Task<IReadOnlyDictionary<string, RecordingAnswer>> LocateAsync(PlatformConnection connection, IReadOnlyList<SourceCall> calls) =>
        drop.Adapter.LocateRecordingsAsync(connection, [.. calls.Select(Reference)], Cancelled);

    private Task<IReadOnlyDictionary<string, TranscriptAnswer>> TranscriptsAsync(PlatformConnection connection, IReadOnlyList<SourceCall> calls) =>
        drop.Adapter.GetTranscriptsAsync(connection, [.. calls.Select(Reference)], Cancelled);

    private static SourceCallReference Reference(SourceCall call) => new(call.SourceCallId, call.SourceGroupId, call.DownloadToken);

    private async Task<List<CredentialCheck>> CheckAsync(PlatformConnection connection)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in drop.Adapter.CheckCredentialAsync(connection, Cancelled))
        {
            checks.Add(check);
        }

        return checks;
    }

    private async Task<IEnumerable<string?>> TruthAsync()
    {
        using var client = new HttpClient();
        var ledger = await client.GetStringAsync(new Uri(Service, "/_control/ledger?vendor=five29&hashes=false"), Cancelled);
        return ledger.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").GetString()).Order();
    }
}
