using CallImport.Domain.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>
/// Knows which hosts may receive a credential: the API host of the very account, those the vendor documents, and those the operator names for the
/// platform. Only encrypted, unless the account's API itself is not.
/// </summary>
internal sealed class CredentialHosts(IOptionsMonitor<PlatformEndpointOptions> endpoints, PlatformCatalog catalog)
{
    /// <param name="connection">Null for requests that belong to no account: they may carry no credential anywhere.</param>
    public bool MayReceive(PlatformConnection? connection, Uri target)
    {
        if (connection is null)
        {
            return false;
        }

        var api = connection.BaseUrl;
        return (target.Scheme == api.Scheme && target.IdnHost == api.IdnHost && target.Port == api.Port)
            || ((target.Scheme == Uri.UriSchemeHttps || target.Scheme == api.Scheme) && Named(connection.Platform).Any(host => IsSameHost(host, target)));
    }

    private IEnumerable<string> Named(string platform) => catalog.Find(platform) is { } descriptor
        ? descriptor.CredentialHosts.Concat(endpoints.Get(descriptor.ConfigurationName).CredentialHosts)
        : [];

    private static bool IsSameHost(string host, Uri target) =>
        Uri.TryCreate($"{target.Scheme}://{host}", UriKind.Absolute, out var named) && named.IdnHost == target.IdnHost && named.Port == target.Port;
}
