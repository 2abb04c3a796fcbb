using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Connections;

namespace CallImport.Web.Hosting;

/// <summary>Runs the sandbox platforms in this process and points every platform at them that has no address of its own.</summary>
internal static class SandboxHosting
{
    /// <returns>the sandbox, or null when it is switched off or another process runs it already</returns>
    public static async Task<WebApplication?> AddSandboxAsync(this WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (!builder.Configuration.GetValue<bool>($"{SandboxSwitch.Section}:{nameof(SandboxSwitch.Enabled)}"))
        {
            return null;
        }

        var options = SandboxOptions.From(new ConfigurationBuilder().AddInMemoryCollection(builder.Configuration.GetSection(SandboxSwitch.Section).AsEnumerable()).Build());
        WebApplication? sandbox = null;
        try
        {
            sandbox = await SandboxServer.StartAsync(options, cancellationToken);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            // A second node on the same machine uses the first one's.
        }

        PointPlatformsAt(new Uri(sandbox?.Urls.First() ?? options.Urls.Split(';')[0]), builder.Configuration);
        return sandbox;
    }

    private static void PointPlatformsAt(Uri sandbox, ConfigurationManager configuration)
    {
        var defaults = PlatformCatalog.Descriptors
            .Select(platform => KeyValuePair.Create(
                $"{PlatformEndpointOptions.Section}:{platform.ConfigurationName}:{nameof(PlatformEndpointOptions.BaseUrl)}",
                (string?)new Uri(sandbox, platform.Slug).AbsoluteUri))
            .Where(entry => string.IsNullOrEmpty(configuration[entry.Key]))
            .ToList();
        var allow = $"{OutboundOptions.Section}:{nameof(OutboundOptions.Allow)}";
        var allowed = configuration.GetSection(allow).GetChildren().Count();
        defaults.Add(new($"{allow}:{allowed}", $"{(sandbox.HostNameType == UriHostNameType.Dns ? "127.0.0.1" : sandbox.Host)}:{sandbox.Port}"));
        ((IConfigurationBuilder)configuration).AddInMemoryCollection(defaults);
    }
}
