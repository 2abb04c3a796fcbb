using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms.Gong;

public sealed class GongAdapterContractTests : PlatformConformance, IHttpClientFactory
{
    private const int Calls = 230;

    private WebApplication? sandbox;

    protected override IPlatformAdapter Adapter => new GongAdapter(
        new PlatformTransport(this, TimeProvider.System), TokenEndpoints.InSandbox(this, GongPlatform.Descriptor, Address), TimeProvider.System);

    protected override PlatformConnection Connection => Account("SANDBOX-GONG-FULL", "full-rights-secret");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-GONG-FULL", "another-secret");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-GONG-EMPTY", "empty-secret");

    protected override PlatformConnection TokenAccount =>
        Account("", "") with { Secret = new CredentialSecret(CredentialType.OAuth, new Dictionary<string, string>()) };

    private Uri Address => new(sandbox?.Urls.First() ?? throw new InvalidOperationException("The sandbox is not running."));

    public override async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        options.Gong.Calls = Calls;
        options.Gong.RequestsPerSecond = 0;
        sandbox = await SandboxServer.StartAsync(options, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.StopAsync();
            await sandbox.DisposeAsync();
        }
    }

    public HttpClient CreateClient(string name) => new();

    protected override async Task<IReadOnlySet<string>> TruthAsync()
    {
        using var client = CreateClient("");
        var lines = (await client.GetStringAsync(new Uri(Address, "/_control/ledger?hashes=false"), Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").ToString()).ToHashSet();
    }

    protected override async Task KillCursorsAsync()
    {
        using var client = CreateClient("");
        using var answer = await client.PostAsJsonAsync(new Uri(Address, "/_control/faults"), new[] { new { kind = "expired_cursor", percent = 100 } }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private PlatformConnection Account(string key, string secret) =>
        CannedVendor.Connection(new Uri(Address, "/gong").AbsoluteUri, null, (GongPlatform.AccessKey, key), (GongPlatform.AccessKeySecret, secret));
}
