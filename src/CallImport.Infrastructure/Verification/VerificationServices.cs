using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CallImport.Infrastructure.Verification;

public static class VerificationServices
{
    /// <summary>Needs the database and the recording store.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services) =>
        services.AddSingleton(provider =>
        {
            // What it consists of is nobody else's business.
            var database = provider.GetRequiredService<NpgsqlDataSource>();
            return new VerifyConsistency(
                new RowChecks(database),
                new StoreChecks(database, provider.GetRequiredService<IRecordingStore>(), provider.GetRequiredService<StoreCleaning>()),
                new LedgerChecks(database));
        });
}
