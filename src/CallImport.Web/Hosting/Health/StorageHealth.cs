using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallImport.Web.Hosting.Health;

internal sealed class StorageHealth(StorageGate gate) : IHealthCheck
{
    public const string Name = "storage";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await gate.TroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}
