using System.Security.Cryptography;
using CallImport.Infrastructure.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Queue;

internal static class QueueServices
{
    /// <summary>What listing and working share.</summary>
    public static IServiceCollection AddCallQueue(this IServiceCollection services)
    {
        services.AddSingleton<WorkerNode>();
        services.AddSingleton<Jitter>(() => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24));
        services.AddSingleton<FinishCalls>();
        services.AddSingleton<QueueGauge>();
        services.AddHostedService<QueueWatch>();
        services.AddSingleton<ImportSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportSignals>());
        return services;
    }

    /// <summary>The worker of a node whose role includes work.</summary>
    public static IServiceCollection AddCallWorker(this IServiceCollection services)
    {
        services.AddSingleton<WorkerClock>();
        services.AddSingleton<ClaimCalls>();
        services.AddSingleton<KeepLeases>();
        services.AddSingleton<SilentSessions>();
        services.AddSingleton<SourceProbe>();
        services.AddSingleton<WorkQueue>();
        services.AddSingleton<ProgressPace>();
        services.AddSingleton<SettleRecordings>();
        services.AddSingleton<FinishBuffer>();
        services.AddSingleton<EstimateKeeper>();
        services.AddSingleton<RecordingDownload>();
        services.AddSingleton<CallRunner>();
        services.AddSingleton<CallExecution>();
        services.AddHostedService<CallWorker>();
        return services;
    }
}
