using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Components.Samples;
using MudBlazor;
using MudBlazor.Services;

namespace CallImport.Web.Components;

public static class ComponentServices
{
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddSingleton<PlatformNames>();
        services.AddSingleton<ImportVerbs>();
        services.AddSingleton<SyncVerbs>();
        services.AddSingleton<AuditSubjects>();
        services.AddSingleton<MyWorkspaces>();
        services.AddSingleton<StaffOverview>();
        services.AddSingleton<SampleAccounts>();
        services.AddHttpClient(SampleAccounts.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(10));
        return services;
    }

    public static void MapComponents(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}
