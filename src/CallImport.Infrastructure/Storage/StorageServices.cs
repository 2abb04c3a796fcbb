using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Storage;

public static class StorageServices
{
    /// <summary>One store for the whole cluster, chosen by <c>Storage:Provider</c>.</summary>
    public static IServiceCollection AddRecordingStore(this IServiceCollection services)
    {
        services.AddSingleton<StoreCleaning>();
        services.AddSingleton<StorageGate>();
        services.AddSingleton(MakeStore);

        // What could be stored but never sealed would wait for ever.
        services.AddOptions<ImportOptions>().PostConfigure<IOptions<StorageOptions>>((imports, storage) => imports.MaxRecordingBytes = storage.Value.Provider == StorageProvider.S3
            ? Math.Min(imports.MaxRecordingBytes, S3Bucket.MostBytes)
            : imports.MaxRecordingBytes);
        return services;
    }

    private static IRecordingStore MakeStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>();
        var clock = services.GetRequiredService<TimeProvider>();
        var mostBytes = services.GetRequiredService<IOptions<ImportOptions>>().Value.MaxRecordingBytes;
        return options.Value.Provider switch
        {
            StorageProvider.S3 => new BucketRecordingStore(new S3Bucket(options.Value.S3, clock), mostBytes, clock),
            StorageProvider.AzureBlob => new BucketRecordingStore(new AzureContainer(options.Value.AzureBlob, clock), mostBytes, clock),
            _ => new FileSystemRecordingStore(options),
        };
    }
}
