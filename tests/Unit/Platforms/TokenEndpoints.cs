using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>The token endpoints of a client that is registered under the same name with every platform.</summary>
internal static class TokenEndpoints
{
    public const string ClientId = "client-1";
    public const string ClientSecret = "client-secret-1";

    public const string SandboxClientId = "sandbox-client";

    /// <summary>The sandbox's token endpoint of a platform, for the client that it knows.</summary>
    public static TokenEndpoint InSandbox(IHttpClientFactory clients, PlatformDescriptor platform, Uri sandbox) => For(clients, oauth =>
        (oauth.ClientId, oauth.ClientSecret, oauth.TokenUrl) = (SandboxClientId, "sandbox-client-secret", Mirrored(platform, sandbox, platform.OAuth?.TokenUrl)));

    /// <summary>The sandbox's vendors have the paths of the real ones, below their names.</summary>
    public static Uri Mirrored(PlatformDescriptor platform, Uri sandbox, Uri? address) => new(sandbox, $"/{platform.Slug}{address?.AbsolutePath}");

    public static TokenEndpoint For(IHttpClientFactory clients, Action<PlatformOAuthOptions>? configure = null) =>
        new(new PlatformTransport(clients, TimeProvider.System), Clients(configure));

    public static OAuthClients Clients(Action<PlatformOAuthOptions>? configure = null)
    {
        var options = new PlatformEndpointOptions { OAuth = new PlatformOAuthOptions { ClientId = ClientId, ClientSecret = ClientSecret } };
        configure?.Invoke(options.OAuth);
        return new OAuthClients(Options(options));
    }

    /// <summary>The same for every platform.</summary>
    public static IOptionsMonitor<PlatformEndpointOptions> Options(PlatformEndpointOptions options) => new Same(options);

    private sealed class Same(PlatformEndpointOptions options) : IOptionsMonitor<PlatformEndpointOptions>
    {
        public PlatformEndpointOptions CurrentValue => options;

        public PlatformEndpointOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<PlatformEndpointOptions, string?> listener) => null;
    }
}
