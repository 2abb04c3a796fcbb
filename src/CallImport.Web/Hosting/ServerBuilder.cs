using CallImport.Infrastructure.Telemetry;

namespace CallImport.Web.Hosting;

internal static class ServerBuilder
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>A builder with the settings that the server and the operator commands share.</summary>
    public static WebApplicationBuilder Create(string[] args, bool isCommand)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerBuilder).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateOnBuild = true;
            provider.ValidateScopes = true;
        });
        builder.Logging.AddConsoleLog(builder.Environment.IsDevelopment(), onStandardError: isCommand);
        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>Everything that is about being a web server and nothing else.</summary>
    public static void AddServer(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) &&
            string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"]) && string.IsNullOrEmpty(builder.Configuration["HTTPS_PORTS"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // Outside Development the files of packages are found only in a published folder otherwise.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Draining.ShutdownTimeout);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
    }
}
