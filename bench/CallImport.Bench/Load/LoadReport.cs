using System.Globalization;
using System.Text.Json;

namespace CallImport.Bench.Load;

/// <summary>A table for people, and one line of JSON for programs. Of several rounds the median counts.</summary>
internal sealed class LoadReport(LoadShape shape)
{
    private readonly List<RoundResult> rounds = [];

    public void Add(RoundResult round)
    {
        rounds.Add(round);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round.Name}: {round.CallsPerSecond:0} calls/s, {round.CpuMs:0.000} ms CPU a call"));
    }

    public void Print(int statements)
    {
        Line($"{shape.Calls} calls of {shape.Bytes} bytes, {shape.LatencyMs} ms, {shape.Concurrency} at once, {shape.Workspaces} workspaces");
        Line($"{"",-8} {"calls/s",9} {"CPU ms",8} {"program",8} {"postgres",8} {"source",8} {"peak MB",8}");
        foreach (var (name, results) in ByName())
        {
            Line($"{name,-8} {Median(results, r => r.CallsPerSecond),9:0.0} {Median(results, r => r.CpuMs),8:0.000} {Median(results, r => r.ProgramCpuMs),8:0.000} {Median(results, r => r.DatabaseCpuMs),8:0.000} {Median(results, r => r.SourceCpuMs),8:0.000} {Median(results, r => r.PeakMegabytes),8:0}");
        }

        if (rounds.LastOrDefault(round => round.Sql is not null)?.Sql is { } sql)
        {
            foreach (var statement in sql.Statements.Take(statements))
            {
                Line($"{statement.Calls,8} x {statement.Milliseconds / statement.Calls,8:0.000} ms (longest {statement.LongestMs:0.0}) {statement.Short}");
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(new { shape, contenders = ByName().ToDictionary(entry => entry.Key, entry => Figures(entry.Value)), ratios = Ratios() }));
    }

    private Dictionary<string, List<RoundResult>> ByName() =>
        rounds.GroupBy(round => round.Name).ToDictionary(group => group.Key, group => group.ToList());

    private object Figures(List<RoundResult> results) => new
    {
        callsPerSecond = Median(results, result => result.CallsPerSecond),
        cpuMsPerCall = Median(results, result => result.CpuMs),
        programCpuMsPerCall = Median(results, result => result.ProgramCpuMs),
        postgresCpuMsPerCall = Median(results, result => result.DatabaseCpuMs),
        peakMegabytes = Median(results, result => result.PeakMegabytes),
        databaseMsPerCall = MedianSql(results, sql => sql.Seconds * 1000),
        statementsPerCall = MedianSql(results, sql => sql.Calls),
        claimRoundTripsPerCall = MedianSql(results, sql => sql.ClaimRoundTrips),
        longestStatementMs = results.Max(result => result.Sql?.Statements.Max(statement => statement.LongestMs)),
        lastTenthToFirst = results.Select(result => Drift.LastToFirst(result.Curve)).Max(),
        megabytesPerMinute = results.Select(result => Drift.MegabytesPerMinute(result.Curve)).Min(),
    };

    private Dictionary<string, double> Ratios()
    {
        var ratios = new Dictionary<string, double>();
        var named = ByName();
        if (named.TryGetValue("limit", out var limit) && named.TryGetValue("app x1", out var app))
        {
            ratios["throughput"] = Median(app, result => result.CallsPerSecond) / Median(limit, result => result.CallsPerSecond);
            ratios["cpu"] = Median(app, result => result.CpuMs) / Median(limit, result => result.CpuMs);
        }

        if (shape.Nodes > 1 && named.TryGetValue("app x1", out var one) && named.TryGetValue($"app x{shape.Nodes}", out var several))
        {
            ratios["nodes"] = Median(several, result => result.CallsPerSecond) / Median(one, result => result.CallsPerSecond);
        }

        return ratios;
    }

    private double? MedianSql(List<RoundResult> results, Func<Measuring.SqlProfile, double> value) =>
        results.TrueForAll(result => result.Sql is null) ? null : Median(results, result => result.Sql is { } sql ? value(sql) / (shape.Calls * shape.Workspaces) : 0);

    public static double Median<T>(IReadOnlyCollection<T> results, Func<T, double> value) => results.Select(value).Order().ElementAt(results.Count / 2);

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
