using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.OAuth;

/// <summary>
/// Which API address a vendor may name together with a token: one of its own domain, of the configured API host, or one that the operator lists. It
/// has to be one that this server connects to at all.
/// </summary>
internal sealed class CustomerHosts(BaseUrlRules baseUrls, IOptionsMonitor<PlatformEndpointOptions> endpoints)
{
    /// <returns>the address as it is saved; null when none was named</returns>
    public Result<string?> Check(PlatformDescriptor platform, Uri? named)
    {
        if (named is null)
        {
            return (string?)null;
        }

        var checkedUrl = baseUrls.Check(named.OriginalString);
        return checkedUrl.Succeeded && IsTheirs(platform, named) ? checkedUrl : new CustomerHostUnusable(platform.DisplayName);
    }

    private bool IsTheirs(PlatformDescriptor platform, Uri named)
    {
        var configured = endpoints.Get(platform.ConfigurationName);
        var api = configured.BaseUrl ?? platform.DefaultBaseUrl;
        return named.IdnHost == api.IdnHost
            || (platform.OAuth?.CustomerHosts is { } domain && named.IdnHost.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase))
            || configured.CredentialHosts.Any(host => host.Equals(named.Authority, StringComparison.OrdinalIgnoreCase));
    }
}
