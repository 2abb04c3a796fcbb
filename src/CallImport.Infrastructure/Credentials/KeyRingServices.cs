using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Credentials;

public static class KeyRingServices
{
    /// <summary>Must stay: keys are derived from it.</summary>
    private const string ApplicationName = "CallImport";

    /// <summary>Data Protection for all nodes: keys lie in the database, wrapped by a certificate that does not.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, KeyRingCertificates certificates)
    {
        services.AddDataProtection()
            .SetApplicationName(ApplicationName)
            .PersistKeysToDbContext<CallImportDbContext>()
            .ProtectKeysWithCertificate(certificates.Current)
            .UnprotectKeysWithAnyCertificate([certificates.Current, .. certificates.Previous]);
        services.AddSingleton<CredentialCipher>();
        services.AddSingleton<IStartStep, KeyRingCheck>();
        return services;
    }
}
