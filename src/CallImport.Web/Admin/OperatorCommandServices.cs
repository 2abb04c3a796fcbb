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
        return services;
    }
}
