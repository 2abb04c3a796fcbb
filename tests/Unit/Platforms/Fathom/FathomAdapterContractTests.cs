using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Sandbox;
using CallImport.Tests.Unit.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms.Fathom;

/// <summary>All that is asked and answered is held against Fathom's own description as well.</summary>
public sealed class FathomAdapterContractTests : PlatformConformance, IHttpClientFactory
{
    private static readonly OpenApiDescription Description = OpenApiDescription.Read("fathom.openapi.json");

    private readonly DescribedTraffic traffic = new(Description, "/fathom");
    private WebApplication? sandbox;

    protected override IPlatformAdapter Adapter => new FathomAdapter(new PlatformTransport(this, TimeProvider.System), TokenEndpoints.For(this));

    protected override PlatformConnection Connection => Account("SANDBOX-FATHOM-FULL");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-FATHOM-WRONG");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-FATHOM-EMPTY");

    private Uri Address => new(sandbox?.Urls.First() ?? throw new InvalidOperationException("The sandbox is not running."));

    public override async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        (options.Fathom.Calls, options.Fathom.PreparationSeconds) = (23, 0);
        (options.Fathom.RequestsPerMinute, options.Fathom.HeavyPerMinute, options.Fathom.DownloadsPerMinute) = (0, 0, 0);
        sandbox = await SandboxServer.StartAsync(options, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.StopAsync();
            await sandbox.DisposeAsync();
        }

        traffic.Dispose();
        Assert.True(IsDisturbed || traffic.Problems.Count == 0, string.Join('\n', traffic.Problems));
    }

    public HttpClient CreateClient(string name) => new(traffic, disposeHandler: false);

    protected override async Task<IReadOnlySet<string>> TruthAsync()
    {
        using var client = CreateClient("");
        var ledger = await client.GetStringAsync(new Uri(Address, "/_control/ledger?vendor=fathom&hashes=false"), Cancelled);
        return ledger.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").ToString()).ToHashSet();
    }

    protected override async Task KillCursorsAsync()
    {
        using var client = CreateClient("");
        using var answer = await client.PostAsJsonAsync(
            new Uri(Address, "/_control/faults"), new[] { new { kind = "expired_cursor", vendor = "fathom", percent = 100 } }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private PlatformConnection Account(string key) =>
        CannedVendor.Connection(new Uri(Address, "/fathom").AbsoluteUri, null, (FathomPlatform.ApiKey, key));
}
