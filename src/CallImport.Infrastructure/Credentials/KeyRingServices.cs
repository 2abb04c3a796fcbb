using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddSingleton(certificates);
        services.AddSingleton<FreshKeyManager>();
        services.Replace(ServiceDescriptor.Singleton<IKeyManager>(provider => provider.GetRequiredService<FreshKeyManager>()));
        var framework = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(provider => new FreshDataProtection(
            (IDataProtectionProvider)framework.ImplementationFactory!(provider), // The framework registers it by a factory.
            provider.GetRequiredService<FreshKeyManager>(),
            provider.GetRequiredService<TimeProvider>())));
        services.AddHostedService<KeyRingWatch>();
        services.AddSingleton<CredentialCipher>();
        services.AddSingleton<IStartStep, KeyRingCheck>();
        return services;
    }
}
