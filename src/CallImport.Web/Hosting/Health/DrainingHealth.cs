using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallImport.Web.Hosting.Health;

internal sealed class DrainingHealth(Draining draining) : IHealthCheck
{
    public const string Name = "draining";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.IsDraining ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
