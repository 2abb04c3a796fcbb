using System.Net;
using CallImport.Infrastructure.Configuration;
using Microsoft.AspNetCore.HttpOverrides;

namespace CallImport.Web.Hosting;

internal static class TrustedProxies
{
    /// <summary>Believes X-Forwarded-For and -Proto of the named proxies, and of nobody when none is named.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, AppOptions settings)
    {
        if (settings.KnownProxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.KnownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }
}
