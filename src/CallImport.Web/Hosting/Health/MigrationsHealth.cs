using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CallImport.Web.Hosting.Health;

/// <summary>Once the schema is new enough it stays so: nothing takes migrations back under a running server.</summary>
internal sealed class MigrationsHealth(IDbContextFactory<CallImportDbContext> databases) : IHealthCheck
{
    public const string Name = "migrations";

    private volatile bool areApplied;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!areApplied)
            {
                await using var database = await databases.CreateDbContextAsync(cancellationToken);
                areApplied = !(await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
            }

            return areApplied ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("migrations are missing");
        }
        catch (NpgsqlException fault)
        {
            return HealthCheckResult.Unhealthy("not known, the database does not answer", fault);
        }
    }
}
