using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Sandbox;
using CallImport.Tests.Unit.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms.Grain;

/// <summary>All that is asked and answered is held against the description of Grain's API as well.</summary>
public sealed class GrainAdapterContractTests : PlatformConformance, IHttpClientFactory
{
    private static readonly OpenApiDescription Description = OpenApiDescription.Read("grain.openapi.json");

    private readonly DescribedTraffic traffic = new(Description, "/grain");
    private WebApplication? sandbox;

    protected override IPlatformAdapter Adapter => new GrainAdapter(new PlatformTransport(this, TimeProvider.System), TokenEndpoints.For(this));

    protected override PlatformConnection Connection => Account("SANDBOX-GRAIN-FULL");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-GRAIN-WRONG");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-GRAIN-EMPTY");

    protected override bool AnnouncementsAreSigned => false;

    private Uri Address => new(sandbox?.Urls.First() ?? throw new InvalidOperationException("The sandbox is not running."));

    public override async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        (options.Grain.Calls, options.Grain.RequestsPerMinute) = (43, 0);
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
        var ledger = await client.GetStringAsync(new Uri(Address, "/_control/ledger?vendor=grain&hashes=false"), Cancelled);
        return ledger.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("callId").ToString()).ToHashSet();
    }

    protected override async Task KillCursorsAsync()
    {
        using var client = CreateClient("");
        using var answer = await client.PostAsJsonAsync(
            new Uri(Address, "/_control/faults"), new[] { new { kind = "expired_cursor", vendor = "grain", percent = 100 } }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private PlatformConnection Account(string key) =>
        CannedVendor.Connection(new Uri(Address, "/grain").AbsoluteUri, null, (GrainPlatform.Token, key));
}
