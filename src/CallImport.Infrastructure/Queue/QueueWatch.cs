using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Queue;

/// <summary>Keeps the numbers that people and monitors look at up to date, for as long as the process lives.</summary>
internal sealed class QueueWatch(QueueGauge gauge, TimeProvider clock, ILogger<QueueWatch> logger, EstimateKeeper? estimates = null) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        estimates?.Begin();
        return Task.WhenAll(
            Backoff.RepeatAsync("Counting", gauge.RunAsync, clock, logger, stoppingToken),
            estimates is null ? Task.CompletedTask : Backoff.RepeatAsync("Estimating", estimates.RunAsync, clock, logger, stoppingToken));
    }
}
