using CallImport.Infrastructure.Telemetry;

namespace CallImport.Tests.Unit.Telemetry;

public sealed class EmptyHistogramsTests
{
    private const string One =
        """
        # TYPE import_job_duration_seconds histogram
        # HELP import_job_duration_seconds How long import jobs took
        import_job_duration_seconds_bucket{platform="gong",le="1"} 1
        import_job_duration_seconds_sum{platform="gong"} 0.5
        import_job_duration_seconds_count{platform="gong"} 1
        # EOF

        """;

    [Fact]
    public void A_histogram_nobody_has_used_is_there_with_zeros()
    {
        var text = EmptyHistograms.AddTo("# EOF\n", ["gong"]);

        Assert.Contains("import_job_duration_seconds_count{platform=\"gong\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("platform_api_latency_seconds_bucket{platform=\"gong\",le=\"0.025\"} 0", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_with_values_keeps_them_and_the_others_join_its_block()
    {
        var lines = EmptyHistograms.AddTo(One, ["gong", "grain"]).Split('\n');

        Assert.Single(lines, line => line.StartsWith("import_job_duration_seconds_count{platform=\"gong\"}", StringComparison.Ordinal));
        Assert.Single(lines, "import_job_duration_seconds_count{platform=\"grain\"} 0");
        Assert.Single(lines, "# TYPE import_job_duration_seconds histogram");
        var block = Array.FindLastIndex(lines, line => line.StartsWith("import_job_duration_seconds", StringComparison.Ordinal))
            - Array.FindIndex(lines, line => line.StartsWith("import_job_duration_seconds", StringComparison.Ordinal));
        Assert.Equal(lines.Count(line => line.StartsWith("import_job_duration_seconds", StringComparison.Ordinal)) - 1, block);
    }
}
