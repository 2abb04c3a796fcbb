using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;

namespace CallImport.Infrastructure.Telemetry;

public static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<ImportMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ImportMetrics.MeterName)
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter(exporter =>
            {
                exporter.ScopeInfoEnabled = false;
                exporter.TargetInfoEnabled = false;
            }));
        return services;
    }

    /// <param name="readable">For a person at a console; otherwise one JSON object per line.</param>
    /// <param name="onStandardError">Leaves stdout to the answer of a command.</param>
    public static ILoggingBuilder AddConsoleLog(this ILoggingBuilder logging, bool readable, bool onStandardError)
    {
        logging.ClearProviders();
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = onStandardError ? LogLevel.Trace : LogLevel.None;
            console.FormatterName = readable ? ConsoleFormatterNames.Simple : JsonLogFormatter.FormatterName;
        });
        logging.AddConsole().AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        return logging;
    }
}
