using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Connections;

namespace CallImport.Web.Hosting;

/// <summary>Runs the sandbox platforms in this process and points every platform at them that has no address of its own.</summary>
internal static class SandboxHosting
{
    /// <summary>After those that the sandbox knows by itself and those that somebody may have configured.</summary>
    private const int OfThisServer = 99;

    /// <returns>the sandbox, or null when it is switched off or another process runs it already</returns>
    public static async Task<WebApplication?> AddSandboxAsync(this WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (!builder.Configuration.GetValue<bool>($"{SandboxSwitch.Section}:{nameof(SandboxSwitch.Enabled)}"))
        {
            return null;
        }

        RegisterWithSandbox(builder.Configuration);
        var options = SandboxOptions.From(new ConfigurationBuilder().AddInMemoryCollection(builder.Configuration.GetSection(SandboxSwitch.Section).AsEnumerable()).Build());
        WebApplication? sandbox = null;
        try
        {
            sandbox = await SandboxServer.StartAsync(options, cancellationToken);
            await WriteSampleDropsAsync(builder.Configuration, cancellationToken);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            // A second node on the same machine uses the first one's.
        }

        PointPlatformsAt(new Uri(sandbox?.Urls.First() ?? options.Urls.Split(';')[0]), builder.Configuration);
        return sandbox;
    }

    /// <summary>For a process beside the one that runs the sandbox.</summary>
    public static void PointAtSandbox(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>($"{SandboxSwitch.Section}:{nameof(SandboxSwitch.Enabled)}"))
        {
            PointPlatformsAt(new Uri((builder.Configuration[$"{SandboxSwitch.Section}:{nameof(SandboxOptions.Urls)}"] ?? SandboxOptions.DefaultUrl).Split(';')[0]), builder.Configuration);
        }
    }

    /// <summary>Tells the vendors of the sandbox where this server's browsers come back to.</summary>
    private static void RegisterWithSandbox(ConfigurationManager configuration)
    {
        var app = configuration.GetSection(AppOptions.Section).Get<AppOptions>() ?? new AppOptions();
        ((IConfigurationBuilder)configuration).AddInMemoryCollection(PlatformCatalog.Descriptors
            .Where(platform => platform.OAuth is not null)
            .Select(platform => KeyValuePair.Create(
                $"{SandboxSwitch.Section}:{platform.ConfigurationName}:RedirectUris:{OfThisServer}", (string?)app.Absolute($"/oauth/callback/{platform.Slug}"))));
    }

    private static async Task WriteSampleDropsAsync(ConfigurationManager configuration, CancellationToken cancellationToken)
    {
        if (configuration[$"{FileDropOptions.Section}:{nameof(FileDropOptions.SampleRoot)}"] is { Length: > 0 } folder)
        {
            await SampleDrops.WriteAsync(folder, TimeProvider.System, cancellationToken);
        }
    }

    private static void PointPlatformsAt(Uri sandbox, ConfigurationManager configuration)
    {
        var defaults = PlatformCatalog.Descriptors.SelectMany(platform => SettingsOf(platform, sandbox))
            .Where(entry => string.IsNullOrEmpty(configuration[entry.Key]))
            .ToList();
        var allow = $"{OutboundOptions.Section}:{nameof(OutboundOptions.Allow)}";
        var allowed = configuration.GetSection(allow).GetChildren().Count();
        defaults.Add(new($"{allow}:{allowed}", $"{(sandbox.HostNameType == UriHostNameType.Dns ? "127.0.0.1" : sandbox.Host)}:{sandbox.Port}"));
        ((IConfigurationBuilder)configuration).AddInMemoryCollection(defaults);
    }

    /// <summary>The sandbox's vendors have the paths of the real ones, below their names, and know one client.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> SettingsOf(PlatformDescriptor platform, Uri sandbox)
    {
        var section = $"{PlatformEndpointOptions.Section}:{platform.ConfigurationName}";
        yield return new($"{section}:{nameof(PlatformEndpointOptions.BaseUrl)}", new Uri(sandbox, platform.Slug).AbsoluteUri);
        if (platform.OAuth is not { } vendor)
        {
            yield break;
        }

        var oauth = $"{section}:{nameof(PlatformEndpointOptions.OAuth)}";
        yield return new($"{oauth}:{nameof(PlatformOAuthOptions.ClientId)}", "sandbox-client");
        yield return new($"{oauth}:{nameof(PlatformOAuthOptions.ClientSecret)}", "sandbox-client-secret");
        yield return new($"{oauth}:{nameof(PlatformOAuthOptions.AuthorizationUrl)}", Mirrored(vendor.AuthorizationUrl));
        yield return new($"{oauth}:{nameof(PlatformOAuthOptions.TokenUrl)}", Mirrored(vendor.TokenUrl));
        if (vendor.RevocationUrl is { } revocation)
        {
            yield return new($"{oauth}:{nameof(PlatformOAuthOptions.RevocationUrl)}", Mirrored(revocation));
        }

        string Mirrored(Uri address) => new Uri(sandbox, $"/{platform.Slug}{address.AbsolutePath}").AbsoluteUri;
    }
}
