using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Workspaces;

public static class WorkspaceServices
{
    /// <summary>Length is what makes a password strong; rules of composition only make it hard to remember.</summary>
    private const int ShortestPassword = 8;

    /// <summary>People, workspaces and tokens, without signing in.</summary>
    public static IServiceCollection AddWorkspaces(this IServiceCollection services)
    {
        services.AddIdentityCore<AppUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            identity.Password.RequiredLength = ShortestPassword;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<CallImportDbContext>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditQueries>();
        services.AddScoped<FindWorkspace>();
        services.AddScoped<CreateWorkspace>();
        services.AddScoped<AddMember>();
        services.AddScoped<RemoveMember>();
        services.AddSingleton<CreateApiToken>();
        services.AddSingleton<RevokeApiToken>();
        services.AddSingleton<ApiTokenQueries>();
        return services;
    }

    /// <summary>For operators. Needs platforms, the key ring, the database and the recording store.</summary>
    public static IServiceCollection AddWorkspaceErasure(this IServiceCollection services)
    {
        services.AddSingleton<CredentialOpener>();
        services.AddSingleton<RevokeAtPlatform>();
        services.AddSingleton(provider => new EraseWorkspace(
            provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>(),
            provider.GetRequiredService<AuditTrail>(),
            provider.GetRequiredService<IRecordingStore>(),
            provider.GetRequiredService<RevokeAtPlatform>()));
        return services;
    }

    /// <summary>For servers: who bears a token, and when it was last used.</summary>
    public static IServiceCollection AddTokenDirectory(this IServiceCollection services)
    {
        services.AddSingleton<TokenDirectory>();
        services.AddSingleton<TokenUse>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenUse>());
        return services;
    }
}
