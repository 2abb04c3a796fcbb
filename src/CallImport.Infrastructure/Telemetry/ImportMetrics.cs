using System.Diagnostics.Metrics;
using System.Globalization;
using CallImport.Domain;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Telemetry;

/// <summary>The meter of the product: one method per event. Names and labels are part of the outward contract.</summary>
public sealed class ImportMetrics : IDisposable
{
    public const string MeterName = "CallImport";
    public const string JobDuration = "import_job_duration_seconds";
    public const string ApiLatency = "platform_api_latency_seconds";

    /// <summary>What stands for a status where no answer came at all.</summary>
    private const string NoAnswer = "error";

    internal static readonly double[] JobDurationBounds = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600];
    internal static readonly double[] ApiLatencyBounds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Meter meter;
    private readonly Counter<long> jobs;
    private readonly Histogram<double> jobDuration;
    private readonly Counter<long> callsProcessed;
    private readonly Counter<long> callsFailed;
    private readonly Counter<long> retries;
    private readonly Counter<long> takeovers;
    private readonly Counter<long> apiRequests;
    private readonly Histogram<double> apiLatency;
    private readonly UpDownCounter<long> activeDownloads;
    private long queueDepth;

    public ImportMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        jobs = meter.CreateCounter<long>("import_jobs_total", description: "Import jobs by outcome");
        jobDuration = Seconds(JobDuration, "How long import jobs took", JobDurationBounds);
        callsProcessed = meter.CreateCounter<long>("import_calls_processed_total", description: "Calls imported");
        callsFailed = meter.CreateCounter<long>("import_calls_failed_total", description: "Calls given up, by class of failure");
        retries = meter.CreateCounter<long>("import_retries_total", description: "Attempts spent on calls that are tried again, by class of failure");
        takeovers = meter.CreateCounter<long>("import_takeovers_total", description: "Calls taken over from a worker that fell silent");
        apiRequests = meter.CreateCounter<long>("platform_api_requests_total", description: "Requests to platforms by HTTP status");
        apiLatency = Seconds(ApiLatency, "How long platforms took to answer", ApiLatencyBounds);
        activeDownloads = meter.CreateUpDownCounter<long>("import_active_downloads", description: "Recordings being downloaded by this node");
        meter.CreateObservableGauge("import_queue_depth", () => Interlocked.Read(ref queueDepth), description: "Calls waiting or in work, of all nodes");
    }

    /// <summary>Calls waiting or in work in the whole cluster, as last counted.</summary>
    public void QueueCounted(long depth) => Interlocked.Exchange(ref queueDepth, depth);

    public void JobEnded(string platform, ImportJobStatus status, TimeSpan duration)
    {
        jobs.Add(1, Platform(platform), new("status", Slug.Of(status)));
        jobDuration.Record(duration.TotalSeconds, Platform(platform));
    }

    public void CallProcessed(string platform) => callsProcessed.Add(1, Platform(platform));

    public void CallFailed(string platform, FailureClass failure) => CallsFailed(platform, failure, 1);

    public void CallsFailed(string platform, FailureClass failure, long count) => callsFailed.Add(count, Platform(platform), Class(failure));

    public void CallRetried(string platform, FailureClass failure) => retries.Add(1, Platform(platform), Class(failure));

    public void CallsTakenOver(long count) => takeovers.Add(count);

    /// <param name="status">HTTP status, or null when no answer came.</param>
    public void PlatformAnswered(string platform, int? status, TimeSpan latency)
    {
        apiRequests.Add(1, Platform(platform), new("status", status?.ToString(CultureInfo.InvariantCulture) ?? NoAnswer));
        apiLatency.Record(latency.TotalSeconds, Platform(platform));
    }

    public void DownloadStarted(string platform) => activeDownloads.Add(1, Platform(platform));

    public void DownloadEnded(string platform) => activeDownloads.Add(-1, Platform(platform));

    /// <summary>Makes every series exist at 0, so that a rate over the first event is right.</summary>
    public void Begin(IEnumerable<string> platforms)
    {
        takeovers.Add(0);
        foreach (var platform in platforms)
        {
            callsProcessed.Add(0, Platform(platform));
            activeDownloads.Add(0, Platform(platform));
            foreach (var status in Enum.GetValues<ImportJobStatus>().Where(status => status.IsTerminal()))
            {
                jobs.Add(0, Platform(platform), new("status", Slug.Of(status)));
            }

            foreach (var failure in Enum.GetValues<FailureClass>())
            {
                callsFailed.Add(0, Platform(platform), Class(failure));
                retries.Add(0, Platform(platform), Class(failure));
            }

            foreach (var status in (string[])["200", "429", "500", NoAnswer])
            {
                apiRequests.Add(0, Platform(platform), new("status", status));
            }
        }
    }

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Platform(string slug) => new("platform", slug);

    private static KeyValuePair<string, object?> Class(FailureClass failure) => new("class", Slug.Of(failure));

    private Histogram<double> Seconds(string name, string description, double[] bounds) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
