using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Tests.Unit.Sandbox;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>
/// A sandbox as adapters see it: no limits of our own, no guard, real redirects. All that is asked and answered is held against the vendor's own
/// description.
/// </summary>
/// <param name="described">Path of the API that the description is about, where it is not about all of it; null where there is no description in JSON.</param>
internal sealed class SandboxPlatforms(Uri address, PlatformDescriptor platform, string? described = "") : IHttpClientFactory, IDisposable
{
    private static readonly ConcurrentDictionary<string, OpenApiDescription> Descriptions = new(StringComparer.Ordinal);

    private readonly DescribedTraffic? traffic = described is null
        ? null
        : new(Descriptions.GetOrAdd($"{platform.Slug}.openapi.json", OpenApiDescription.Read), $"/{platform.Slug}", $"/{platform.Slug}{described}");

    public Uri Address => address;

    /// <summary>What was not as the vendor describes it.</summary>
    public IReadOnlyList<string> Problems => traffic?.Problems ?? [];

    /// <summary>The operator's registered app, at the sandbox's own addresses.</summary>
    public TokenEndpoint Tokens => TokenEndpoints.InSandbox(this, platform, address);

    public PlatformConnection Connect(params (string Name, string Value)[] values) =>
        CannedVendor.Connection(new Uri(address, $"/{platform.Slug}").AbsoluteUri, null, values) with { Platform = platform.Slug };

    /// <summary>An account at which nobody has signed in yet.</summary>
    public PlatformConnection ConnectNobody() => Connect() with { Secret = new CredentialSecret(CredentialType.OAuth, new Dictionary<string, string>()) };

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
        var text = await client.GetStringAsync(new Uri(address, $"/_control/ledger?vendor={platform.Slug}&hashes=false"), cancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").ToString()).ToHashSet();
    }

    public async Task ControlAsync(string lever, object body, CancellationToken cancellationToken)
    {
        using var client = CreateClient("");
        using var answer = await client.PostAsJsonAsync(new Uri(address, $"/_control/{lever}"), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public HttpClient CreateClient(string name) => traffic is null ? new HttpClient() : new HttpClient(traffic, disposeHandler: false);

    public void Dispose() => traffic?.Dispose();
}
