using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Transcription;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Imports;

public static class ImportEngine
{
    /// <summary>
    /// Verbs, progress and syncs on every node, listing and work on those whose role includes it. Needs the database, platforms, credentials, the
    /// recording store, insights and telemetry.
    /// </summary>
    public static IServiceCollection AddImportEngine(this IServiceCollection services, NodeRole role)
    {
        var works = role is NodeRole.All or NodeRole.Worker;
        services.AddImports();
        services.AddTranscription(works);
        services.AddCallQueue();
        services.AddSync();
        services.AddErasure();
        services.AddJobs(role);
        return works ? services.AddCallWorker() : services;
    }
}
