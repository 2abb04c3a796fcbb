using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallImport.Web.Hosting.Health;

internal sealed class KeyRingHealth(IDataProtectionProvider protection) : IHealthCheck
{
    public const string Name = "keyRing";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var protector = protection.CreateProtector(nameof(KeyRingHealth));
            return Task.FromResult(protector.Unprotect(protector.Protect(Name)) == Name
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the key ring gives back something else"));
        }
        catch (CryptographicException fault)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the key ring cannot be opened", fault));
        }
    }
}
