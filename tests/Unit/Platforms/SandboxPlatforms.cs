using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Sandbox;
using CallImport.Tests.Unit.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>
/// The sandbox in this process, as adapters see it: no limits of our own, no guard, real redirects. All that is asked and answered is held against the
/// vendor's own description.
/// </summary>
internal sealed class SandboxPlatforms(WebApplication sandbox, string platform) : IHttpClientFactory, IAsyncDisposable
{
    private const string Client = "sandbox-client";
    private const string ClientSecret = "sandbox-client-secret";

    private readonly DescribedTraffic traffic = new(OpenApiDescription.Read($"{platform}.openapi.json"), $"/{platform}");

    public Uri Address { get; } = new(sandbox.Urls.First());

    /// <summary>The operator's registered app, at the sandbox's own addresses.</summary>
    /// <param name="path">Of the token endpoint; the revocation endpoint lies beside it.</param>
    public TokenEndpoint TokensAt(string path) => TokenEndpoints.For(this, options =>
        (options.ClientId, options.ClientSecret, options.TokenUrl, options.RevocationUrl) =
            (Client, ClientSecret, new Uri(Address, path), new Uri(Address, path.Replace("/token", "/revoke", StringComparison.Ordinal))));

    public PlatformConnection Connect(params (string Name, string Value)[] values) => new()
    {
        WorkspaceId = Guid.NewGuid(),
        CredentialId = null,
        Platform = platform,
        BaseUrl = new Uri(Address, $"/{platform}"),
        Secret = new CredentialSecret(CredentialType.ApiKey, values.ToDictionary(pair => pair.Name, pair => pair.Value)),
    };

    /// <summary>With an access token, as the vault hands connections out.</summary>
    public async Task<PlatformConnection> OpenAsync(IPlatformAdapter adapter, CancellationToken cancellationToken, params (string Name, string Value)[] values)
    {
        var connection = Connect(values);
        Assert.NotNull(adapter.Tokens);
        return connection with { Secret = connection.Secret.With(await adapter.Tokens.RenewAsync(connection, cancellationToken)) };
    }

    public async Task<IReadOnlySet<string>> TruthAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient("");
        var text = await client.GetStringAsync(new Uri(Address, $"/_control/ledger?vendor={platform}&hashes=false"), cancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").ToString()).ToHashSet();
    }

    public async Task ControlAsync(string lever, object body, CancellationToken cancellationToken)
    {
        using var client = CreateClient("");
        using var answer = await client.PostAsJsonAsync(new Uri(Address, $"/_control/{lever}"), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public HttpClient CreateClient(string name) => new(traffic, disposeHandler: false);

    public async ValueTask DisposeAsync()
    {
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
        traffic.Dispose();
        Assert.Empty(traffic.Problems);
    }

    public static async Task<SandboxPlatforms> StartAsync(string platform, Action<SandboxOptions> configure, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        configure(options);
        return new SandboxPlatforms(await SandboxServer.StartAsync(options, cancellationToken), platform);
    }
}
