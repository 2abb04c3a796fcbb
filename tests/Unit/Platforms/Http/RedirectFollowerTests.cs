using System.Net;
using System.Net.Http.Headers;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class RedirectFollowerTests : IDisposable
{
    private readonly Trail trail = new();

    public void Dispose() => trail.Dispose();

    [Fact]
    public async Task The_credential_goes_to_the_api_host_and_not_to_where_it_redirects()
    {
        trail.Redirects["https://api.vendor.test/recording"] = "https://media.other.test/file?sig=1";

        using var request = Request("https://api.vendor.test/recording").For(CannedVendor.Connection("https://api.vendor.test"));
        request.Headers.Add("X-Api-Key", "also-secret");
        request.Headers.Range = new RangeHeaderValue(10, null);
        using var response = await SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["https://api.vendor.test/recording", "https://media.other.test/file?sig=1"], trail.Seen.Select(hop => hop.Url));
        Assert.Equal(["Basic secret", null], trail.Seen.Select(hop => hop.Authorization));
        Assert.Equal([true, false], trail.Seen.Select(hop => hop.HasKey));
        Assert.Equal(["bytes=10-", "bytes=10-"], trail.Seen.Select(hop => hop.Range));
    }

    [Theory]
    [InlineData("https://api.vendor.test/recording", "https://api.vendor.test:8443/x")]
    [InlineData("https://api.vendor.test/recording", "http://api.vendor.test/x")]
    [InlineData("https://api.vendor.test/recording", "https://api.vendor.test.evil.test/x")]
    public async Task Another_port_or_scheme_or_a_look_alike_is_another_host(string from, string to)
    {
        trail.Redirects[from] = to;

        using var request = Request(from).For(CannedVendor.Connection("https://api.vendor.test"));
        using var response = await SendAsync(request);

        Assert.Equal(["Basic secret", null], trail.Seen.Select(hop => hop.Authorization));
    }

    [Fact]
    public async Task A_host_that_the_operator_names_may_receive_it()
    {
        trail.Redirects["https://api.vendor.test/recording"] = "https://media.vendor.test/file";

        using var request = Request("https://api.vendor.test/recording").For(CannedVendor.Connection("https://api.vendor.test"));
        using var response = await SendAsync(request, "media.vendor.test");

        Assert.Equal(["Basic secret", "Basic secret"], trail.Seen.Select(hop => hop.Authorization));
    }

    [Theory]
    [InlineData("https://media.ringcentral.com/file", true)]
    [InlineData("https://media.ringcentral.com:443/file", true)]
    [InlineData("http://media.ringcentral.com/file", false)]
    [InlineData("https://media.ringcentral.com:8443/file", false)]
    public async Task A_host_that_the_vendor_documents_may_receive_it_encrypted(string target, bool mayReceive)
    {
        trail.Redirects["https://platform.ringcentral.com/recording"] = target;

        using var request = Request("https://platform.ringcentral.com/recording")
            .For(CannedVendor.Connection("https://platform.ringcentral.com") with { Platform = "ringcentral" });
        using var response = await SendAsync(request);

        Assert.Equal(mayReceive ? "Basic secret" : null, trail.Seen[1].Authorization);
    }

    [Fact]
    public async Task A_request_that_keeps_redirects_is_handed_where_it_would_lead()
    {
        trail.Redirects["https://api.vendor.test/recording"] = "https://media.other.test/file?sig=1";

        using var request = Request("https://api.vendor.test/recording").For(CannedVendor.Connection("https://api.vendor.test")).KeepingRedirects();
        using var response = await SendAsync(request);

        Assert.Equal(("https://media.other.test/file?sig=1", 1), (response.Headers.Location?.AbsoluteUri, trail.Seen.Count));
    }

    [Theory]
    [InlineData("//")]
    [InlineData("//[")]
    [InlineData("//a:99999/")]
    [InlineData("ftp://media.other.test/file")]
    public async Task A_redirect_to_what_is_no_web_address_is_an_error_of_the_host(string target)
    {
        trail.Redirects["https://api.vendor.test/recording"] = target;

        using var request = Request("https://api.vendor.test/recording");
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request));
    }

    [Fact]
    public async Task A_request_of_no_account_carries_no_credential_anywhere()
    {
        using var request = Request("https://api.vendor.test/recording");
        using var response = await SendAsync(request);

        Assert.Null(trail.Seen.Single().Authorization);
    }

    [Fact]
    public async Task Redirects_end_after_five_hops()
    {
        trail.Redirects["https://a.test/"] = "https://a.test/";

        using var request = Request("https://a.test/");
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request));

        Assert.Equal(6, trail.Seen.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.test/x")]
    public async Task A_redirect_leads_to_the_web_or_nowhere(string target)
    {
        trail.Redirects["https://a.test/"] = target;

        using var request = Request("https://a.test/");
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request));

        Assert.Single(trail.Seen);
    }

    [Fact]
    public async Task A_redirected_post_is_handed_back()
    {
        trail.Redirects["https://a.test/"] = "https://b.test/";

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://a.test/");
        using var response = await SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Single(trail.Seen);
    }

    private static HttpRequestMessage Request(string url) =>
        new(HttpMethod.Get, url) { Headers = { Authorization = new AuthenticationHeaderValue("Basic", "secret") } };

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params string[] credentialHosts)
    {
        var services = new ServiceCollection();
        services.Configure<PlatformEndpointOptions>("Gong", options => options.CredentialHosts = credentialHosts);
        await using var provider = services.BuildServiceProvider();
        var hosts = new CredentialHosts(provider.GetRequiredService<IOptionsMonitor<PlatformEndpointOptions>>(), PlatformCatalogTests.Catalog());
        using var client = new HttpMessageInvoker(new RedirectFollower(hosts) { InnerHandler = trail });
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Trail : HttpMessageHandler
    {
        public Dictionary<string, string> Redirects { get; } = [];

        public List<(string Url, string? Authorization, bool HasKey, string? Range)> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri?.AbsoluteUri ?? "";
            Seen.Add((url, request.Headers.Authorization?.ToString(), request.Headers.Contains("X-Api-Key"), request.Headers.Range?.ToString()));
            var response = new HttpResponseMessage(Redirects.ContainsKey(url) ? HttpStatusCode.Found : HttpStatusCode.OK);
            if (Redirects.TryGetValue(url, out var target))
            {
                response.Headers.TryAddWithoutValidation("Location", target);
            }

            return Task.FromResult(response);
        }
    }
}
