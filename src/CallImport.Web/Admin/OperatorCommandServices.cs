using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using CallImport.Infrastructure.Verification;
using CallImport.Infrastructure.Webhooks;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

internal static class OperatorCommandServices
{
    public static IServiceCollection AddOperatorCommands(this IServiceCollection services)
    {
        services.AddScoped<IOperatorCommand, CreateWorkspaceCommand>();
        services.AddScoped<IOperatorCommand, CreateUserCommand>();
        services.AddScoped<IOperatorCommand, RemoveMemberCommand>();
        services.AddScoped<IOperatorCommand, CreateTokenCommand>();
        services.AddScoped<IOperatorCommand, RevokeTokenCommand>();
        services.AddScoped<IOperatorCommand, MigrateCommand>();
        services.AddScoped<IOperatorCommand, ExportSchemaCommand>();
        services.AddScoped<IOperatorCommand, VerifyCommand>();
        services.AddScoped<IOperatorCommand, VerifyAuditCommand>();
        services.AddScoped<VerifyAuditTrail>();
        services.AddScoped<IOperatorCommand, GarbageCommand>();
        services.AddScoped<IOperatorCommand, EraseCommand>();
        services.AddSingleton<ImportMetrics>();
        services.AddPlatforms();
        services.AddWorkspaceErasure();
        services.AddScoped<IOperatorCommand, RotateKeysCommand>();
        services.AddScoped<RotateKeys>();
        services.AddScoped<RewrapKeys>();
        services.AddSingleton<WebhookCipher>();
        services.AddErasure();
        services.AddRecordingStore();
        services.AddVerification();
        return services;
    }
}
