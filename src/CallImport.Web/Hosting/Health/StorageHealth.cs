using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CallImport.Web.Hosting.Health;

/// <summary>Looks at the disk without writing to it: the storage root holds recordings only.</summary>
internal sealed class StorageHealth(IOptions<StorageOptions> options) : IHealthCheck
{
    public const string Name = "storage";

    private const long LeastFreeBytes = 1 << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (options.Value.Provider != StorageProvider.FileSystem)
        {
            return Task.FromResult(HealthCheckResult.Healthy());
        }

        try
        {
            var root = options.Value.FileSystem.Root;
            Directory.CreateDirectory(root);
            var isFull = new DriveInfo(Path.GetFullPath(root)).AvailableFreeSpace < LeastFreeBytes;
            return Task.FromResult(isFull ? HealthCheckResult.Unhealthy("the disk is full") : HealthCheckResult.Healthy());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the folder cannot be used", fault));
        }
    }
}
