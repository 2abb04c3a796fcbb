using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class GongSignInTests
{
    private const string Callback = "http://127.0.0.1:8080/oauth/callback/gong";
    private const string Scopes = "api:calls:read:basic api:calls:read:extensive api:calls:read:transcript";
    private const string Everything = """{"filter":{},"contentSelector":{"exposedFields":{"media":true}}}""";

    [Fact]
    public async Task The_accounts_that_are_shown_work_as_they_are_said_to()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var accounts = (await sandbox.GetJsonAsync("/_control/accounts", null))["accounts"]!.AsArray(); // a list

        var answers = new List<string>();
        foreach (var account in accounts.Where(account => (string?)account?["platform"] == "gong"))
        {
            using var response = await sandbox.PostAsync("/gong/v2/calls/extensive", Everything, (string?)account?["apiKey"]);
            var text = await response.Content.ReadAsStringAsync(SandboxHost.Cancellation);
            answers.Add($"{(int)response.StatusCode}{(text.Contains("audioUrl", StringComparison.Ordinal) ? " with media" : "")}");
        }

        Assert.Equal(["200 with media", "404", "200", "401", "403", "404"], answers);
    }

    [Fact]
    public async Task The_front_page_shows_keys_to_copy()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var page = await sandbox.Client.GetStringAsync("/", SandboxHost.Cancellation);

        Assert.Contains(SandboxHost.FullKey, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowing_an_app_gives_tokens_that_work_at_the_customers_own_address_only()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var tokens = await SandboxHost.ReadAsync(await ExchangeAsync(sandbox, await AllowAsync(sandbox)));
        var token = $"Bearer {tokens["access_token"]}";
        var own = await sandbox.PostAsync($"{tokens["api_base_url_for_customer"]}/v2/calls/extensive", Everything, token);
        var general = await sandbox.PostAsync("/gong/v2/calls/extensive", Everything, token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (own.StatusCode, general.StatusCode));
        Assert.Equal(Scopes, (string?)tokens["scope"]);
        Assert.DoesNotContain("audioUrl", await own.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once_for_ten_minutes_and_for_its_address()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxHost.StartAsync(time: time);
        var (used, late, elsewhere) = (await AllowAsync(sandbox), await AllowAsync(sandbox), await AllowAsync(sandbox));

        var first = await ExchangeAsync(sandbox, used);
        var second = await ExchangeAsync(sandbox, used);
        var wrong = await ExchangeAsync(sandbox, elsewhere, "http://127.0.0.1:8080/oauth/callback/other");
        time.Advance(TimeSpan.FromMinutes(10));
        var tooLate = await ExchangeAsync(sandbox, late);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest],
            new[] { first, second, wrong, tooLate }.Select(response => response.StatusCode));
    }

    [Fact]
    public async Task Refreshing_exchanges_the_refresh_token_too()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxHost.StartAsync(time: time);
        var tokens = await SandboxHost.ReadAsync(await ExchangeAsync(sandbox, await AllowAsync(sandbox)));
        var calls = $"{tokens["api_base_url_for_customer"]}/v2/calls/extensive";

        time.Advance(TimeSpan.FromDays(1));
        var expired = await sandbox.PostAsync(calls, Everything, $"Bearer {tokens["access_token"]}");
        var fresh = await SandboxHost.ReadAsync(await RefreshAsync(sandbox, tokens));
        var again = await RefreshAsync(sandbox, tokens);
        var works = await sandbox.PostAsync(calls, Everything, $"Bearer {fresh["access_token"]}");

        Assert.NotEqual((string?)tokens["refresh_token"], (string?)fresh["refresh_token"]);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.OK), (expired.StatusCode, again.StatusCode, works.StatusCode));
    }

    [Theory]
    [InlineData("sandbox-client", "http://127.0.0.1:8080/oauth/callback/gong/", 400)]
    [InlineData("somebody", Callback, 400)]
    [InlineData("sandbox-client", Callback, 200)]
    public async Task The_consent_page_is_shown_for_registered_addresses_only(string client, string callback, int status)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var response = await sandbox.GetAsync(
            $"/gong/oauth2/authorize?client_id={client}&response_type=code&scope={Uri.EscapeDataString(Scopes)}&redirect_uri={Uri.EscapeDataString(callback)}&state=s", null);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Denying_goes_back_with_the_reason()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var response = await DecideAsync(sandbox, "deny", "admin");

        Assert.Equal($"{Callback}?error=access_denied&state=a%20state", response.Headers.Location?.AbsoluteUri);
    }

    [Fact]
    public async Task Only_an_administrator_can_allow()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(sandbox, "allow", "user")).StatusCode);
    }

    private static async Task<string> AllowAsync(SandboxHost sandbox)
    {
        var location = (await DecideAsync(sandbox, "allow", "admin")).Headers.Location?.AbsoluteUri ?? "";
        Assert.StartsWith($"{Callback}?code=", location, StringComparison.Ordinal);
        Assert.EndsWith("&state=a%20state", location, StringComparison.Ordinal);
        return location[(location.IndexOf("code=", StringComparison.Ordinal) + 5)..location.IndexOf('&', StringComparison.Ordinal)];
    }

    private static Task<HttpResponseMessage> DecideAsync(SandboxHost sandbox, string decision, string user) =>
        sandbox.Client.PostAsync("/gong/oauth2/authorize", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "sandbox-client",
            ["response_type"] = "code",
            ["scope"] = Scopes,
            ["redirect_uri"] = Callback,
            ["state"] = "a state",
            ["decision"] = decision,
            ["user"] = user,
        }), SandboxHost.Cancellation);

    private static Task<HttpResponseMessage> ExchangeAsync(SandboxHost sandbox, string code, string callback = Callback) =>
        TokenAsync(sandbox, $"grant_type=authorization_code&client_id=sandbox-client&code={code}&redirect_uri={Uri.EscapeDataString(callback)}");

    private static Task<HttpResponseMessage> RefreshAsync(SandboxHost sandbox, JsonNode tokens) =>
        TokenAsync(sandbox, $"grant_type=refresh_token&refresh_token={tokens["refresh_token"]}");

    private static Task<HttpResponseMessage> TokenAsync(SandboxHost sandbox, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/gong/oauth2/generate-customer-token?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:sandbox-client-secret")));
        return sandbox.Client.SendAsync(request, SandboxHost.Cancellation);
    }
}
