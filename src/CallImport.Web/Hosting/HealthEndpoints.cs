using System.Text.Json;
using CallImport.Web.Hosting.Health;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallImport.Web.Hosting;

internal static class HealthEndpoints
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    private const string Ok = "ok";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static Dictionary<string, object> Alive { get; } = new() { ["status"] = "live" };

    public static Dictionary<string, object> WaitingForDatabase { get; } = new()
    {
        ["status"] = "not ready",
        [DatabaseHealth.Name] = "waiting for the database",
        [StorageHealth.Name] = "not checked yet",
        [KeyRingHealth.Name] = "not checked yet",
        [MigrationsHealth.Name] = "not checked yet",
        [DrainingHealth.Name] = false,
    };

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        var patience = TimeSpan.FromSeconds(4);
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>(DatabaseHealth.Name, timeout: patience)
            .AddCheck<StorageHealth>(StorageHealth.Name, timeout: patience)
            .AddCheck<KeyRingHealth>(KeyRingHealth.Name, timeout: patience)
            .AddCheck<MigrationsHealth>(MigrationsHealth.Name, timeout: patience)
            .AddCheck<DrainingHealth>(DrainingHealth.Name);
        services.AddSingleton<MigrationsHealth>();
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Live, () => Results.Json(Alive, Json)).AllowAnonymous();
        routes.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync, AllowCachingResponses = false }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var body = new Dictionary<string, object> { ["status"] = report.Status == HealthStatus.Healthy ? "ready" : "not ready" };
        foreach (var (name, entry) in report.Entries)
        {
            body[name] = name == DrainingHealth.Name
                ? entry.Status != HealthStatus.Healthy
                : entry.Status == HealthStatus.Healthy ? Ok : entry.Description ?? "failed";
        }

        return context.Response.WriteAsJsonAsync(body, Json, context.RequestAborted);
    }
}
