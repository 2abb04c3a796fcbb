using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

/// <summary>Rows, counters, report, metrics and the operator's commands tell the same story, to the unit.</summary>
public sealed class TruthTests(PostgresFixture postgres)
{
    private const int Calls = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_rows_counters_and_report_agree_and_the_operator_can_see_it()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, 20_000, requestsPerSecond: 0, Token);
        await source.SetAsync("faults", new object[] { new { kind = "cut_download", percent = 30 }, new { kind = "wrong_type", percent = 10 } }, Token);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Token);
        cluster.Configuration["Imports:CallMaxAttempts"] = "1";
        await using var node = await cluster.StartNodeAsync(Token);
        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Token), Token);
        var done = await cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromMinutes(2), Token);

        var metrics = await MetricsAsync(node);
        var failed = await cluster.CountAsync("SELECT count(*) FROM imported_calls WHERE status = 'failed'", Token);
        Assert.InRange(failed, 1, Calls - 1);
        Assert.Equal((ImportJobStatus.Completed, Calls - failed, failed), (done.Status, done.ProcessedCalls, done.FailedCalls));
        Assert.Equal(Calls - failed, Sum(metrics, "import_calls_processed_total"));
        foreach (var failure in (string[])["transient", "rate_limited", "auth_expired", "permanent", "storage", "integrity"])
        {
            var rows = await cluster.CountAsync($"SELECT count(*) FROM imported_calls WHERE status = 'failed' AND last_error_class = '{failure}'", Token);
            Assert.Equal(rows, Sum(metrics, "import_calls_failed_total", $"class=\"{failure}\""));
        }

        Assert.Equal(1, Sum(metrics, "import_jobs_total", "status=\"completed\""));
        Assert.Equal(0, Sum(metrics, "import_active_downloads"));
        var report = await cluster.Verb<ImportQueries>().CompletenessAsync(cluster.Actor, job.Id, Token);
        Assert.Equal((Calls, Calls - (int)failed, 0, (int)failed), (report?.Source, report?.Imported, report?.Skipped, report?.Failed));

        var verify = await AdminAsync(cluster, ["verify", "--rehash"], 0);
        Assert.True(verify.GetProperty("agrees").GetBoolean());
        Assert.Equal(Calls, verify.GetProperty("looked").GetProperty("calls").GetInt32());
        var audit = await AdminAsync(cluster, ["verify-audit"], 0);
        await AdminAsync(cluster, ["verify-audit", "--head", audit.GetProperty("head").GetString() ?? ""], 0);

        await cluster.RunAsync("DELETE FROM audit_events WHERE seq = (SELECT max(seq) FROM audit_events)", Token);
        await cluster.RunAsync("UPDATE import_jobs SET failed_calls = failed_calls + 1, processed_calls = processed_calls - 1", Token);
        Assert.Equal(1, (await AdminAsync(cluster, ["verify"], 1)).GetProperty("counts").GetProperty("counters").GetInt32());
        var cut = await AdminAsync(cluster, ["verify-audit"], 1);
        Assert.Equal($"{audit.GetProperty("head").GetString()}: is no longer there; the trail was cut off or written anew", cut.GetProperty("faults")[0].GetString());
    }

    private static async Task<JsonElement> AdminAsync(TestCluster cluster, string[] arguments, int exitCode)
    {
        var (code, output, errors) = await AppProcess.RunAdminAsync(cluster.Configuration, arguments, null, Token);
        Assert.True(code == exitCode, $"{string.Join(' ', arguments)} ended with {code}: {output}\n{errors}");
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static async Task<string[]> MetricsAsync(AppProcess node)
    {
        using var client = new HttpClient();
        return (await client.GetStringAsync(new Uri(node.Address, "/metrics"), Token)).Split('\n');
    }

    private static double Sum(string[] metrics, string name, string label = "") => metrics
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
}
