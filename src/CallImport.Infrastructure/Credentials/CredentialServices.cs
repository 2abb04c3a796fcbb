using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Credentials;

public static class CredentialServices
{
    /// <summary>Registers the verbs and the vault. Needs platforms, imports, the database, the key ring's <see cref="CredentialCipher"/> and the audit trail.</summary>
    public static IServiceCollection AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton<CredentialOpener>();
        services.AddSingleton<TokenRenewal>();
        services.AddSingleton(provider => new CredentialVault(
            Databases(provider), Opener(provider), provider.GetRequiredService<TokenRenewal>(), provider.GetRequiredService<PlatformCatalog>(), Clock(provider)));
        services.AddSingleton<BaseUrlRules>();
        services.AddSingleton<CredentialIntake>();
        services.AddSingleton<PassedChecks>();
        services.AddSingleton<CredentialTrials>();
        services.AddSingleton<CredentialQueries>();
        services.AddSingleton<VerifyCredential>();
        services.AddSingleton<RevokeAtPlatform>();
        services.AddSingleton(provider => new DeleteCredential(
            Databases(provider), provider.GetRequiredService<CancelImport>(), provider.GetRequiredService<RevokeAtPlatform>(), Audit(provider), Clock(provider)));
        services.AddSingleton(provider => new CheckCredential(Intake(provider), Trials(provider)));
        services.AddSingleton(provider => new CreateCredential(
            Intake(provider), Trials(provider), Opener(provider), Databases(provider), Audit(provider), Clock(provider)));
        services.AddSingleton(provider => new ReplaceCredential(
            Intake(provider), Trials(provider), Opener(provider), Databases(provider), Audit(provider), Clock(provider)));
        return services;
    }

    private static CredentialIntake Intake(IServiceProvider provider) => provider.GetRequiredService<CredentialIntake>();

    private static CredentialOpener Opener(IServiceProvider provider) => provider.GetRequiredService<CredentialOpener>();

    private static CredentialTrials Trials(IServiceProvider provider) => provider.GetRequiredService<CredentialTrials>();

    private static IDbContextFactory<CallImportDbContext> Databases(IServiceProvider provider) =>
        provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>();

    private static AuditTrail Audit(IServiceProvider provider) => provider.GetRequiredService<AuditTrail>();

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
