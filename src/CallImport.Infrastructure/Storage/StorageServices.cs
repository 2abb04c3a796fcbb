using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Storage;

public static class StorageServices
{
    /// <summary>One store for the whole cluster, chosen by <c>Storage:Provider</c>.</summary>
    public static IServiceCollection AddRecordingStore(this IServiceCollection services) =>
        services.AddSingleton<StoreCleaning>().AddSingleton<StorageGate>().AddSingleton<IRecordingStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>();
            return options.Value.Provider switch
            {
                StorageProvider.FileSystem => new FileSystemRecordingStore(options),
                var other => throw new NotSupportedException($"Storage:Provider={other} is not available in this version; use FileSystem."),
            };
        });
}
