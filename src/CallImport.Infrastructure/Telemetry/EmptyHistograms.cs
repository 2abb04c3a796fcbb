using System.Globalization;
using System.Text;

namespace CallImport.Infrastructure.Telemetry;

/// <summary>Adds the histograms of platforms that have no value yet to an answer in Prometheus' text format.</summary>
public static class EmptyHistograms
{
    private const string EndMark = "# EOF";

    private static readonly (string Name, string Help, double[] Bounds)[] Histograms =
    [
        (ImportMetrics.JobDuration, "How long import jobs took", ImportMetrics.JobDurationBounds),
        (ImportMetrics.ApiLatency, "How long platforms took to answer", ImportMetrics.ApiLatencyBounds),
    ];

    public static string AddTo(string metrics, IReadOnlyCollection<string> platforms)
    {
        var lines = metrics.Split('\n').ToList();
        foreach (var (name, help, bounds) in Histograms)
        {
            var missing = platforms.Where(platform => !lines.Exists(line => line.StartsWith($"{name}_count{{platform=\"{platform}\"", StringComparison.Ordinal)));
            var series = missing.SelectMany(platform => Series(name, platform, bounds)).ToList();
            var head = lines.FindLastIndex(line => line.StartsWith("# ", StringComparison.Ordinal) && line.Split(' ') is [_, _, var named, ..] && named == name);
            if (head >= 0)
            {
                // The lines of one metric have to stand together.
                lines.InsertRange(head + 1, series);
            }
            else
            {
                var end = lines.FindIndex(line => line.Length == 0 || line == EndMark);
                lines.InsertRange(end < 0 ? lines.Count : end, [$"# TYPE {name} histogram", $"# HELP {name} {help}", .. series]);
            }
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Series(string name, string platform, double[] bounds)
    {
        foreach (var bound in bounds)
        {
            yield return new StringBuilder().Append(CultureInfo.InvariantCulture, $"{name}_bucket{{platform=\"{platform}\",le=\"{bound}\"}} 0").ToString();
        }

        yield return $"{name}_bucket{{platform=\"{platform}\",le=\"+Inf\"}} 0";
        yield return $"{name}_sum{{platform=\"{platform}\"}} 0";
        yield return $"{name}_count{{platform=\"{platform}\"}} 0";
    }
}
