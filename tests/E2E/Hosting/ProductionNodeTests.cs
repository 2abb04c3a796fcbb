using System.Net;
using System.Text.Json;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>One server in production, two workspaces, one person; the tests of this class share it.</summary>
public sealed class ProductionNodeTests(PostgresFixture postgres, ProductionNode node) : IClassFixture<ProductionNode>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await node.EnsureAsync(postgres);

    [Fact]
    public async Task Every_line_of_its_log_is_one_json_object_with_the_fields_of_the_contract()
    {
        using var client = new HttpClient();
        await client.GetAsync(new Uri(node.Address, "/nowhere"), Cancelled);

        var lines = node.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            Assert.EndsWith("Z", json.RootElement.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
            Assert.All((string[])["level", "message", "correlationId"], field => Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty(field).GetString())));
        }
    }

    [Fact]
    public async Task Every_metric_of_the_contract_is_there_at_zero_from_the_start()
    {
        using var client = new HttpClient();
        var metrics = (await client.GetStringAsync(new Uri(node.Address, "/metrics"), Cancelled)).Split('\n');

        string[] series =
        [
            "import_jobs_total{platform=\"gong\",status=\"completed\"} 0",
            "import_job_duration_seconds_count{platform=\"zoom_phone\"} 0",
            "import_calls_processed_total{platform=\"five29\"} 0",
            "import_queue_depth{} 0",
            "platform_api_requests_total{platform=\"gong\",status=\"200\"} 0",
            "platform_api_latency_seconds_count{platform=\"gong\"} 0",
            "import_active_downloads{platform=\"gong\"} 0",
            "import_takeovers_total{} 0",
        ];
        Assert.All(series, expected => Assert.Contains(expected, metrics));
        Assert.Contains(metrics, line => line.StartsWith("import_calls_failed_total{", StringComparison.Ordinal) && line.Contains("class=\"auth_expired\"", StringComparison.Ordinal));
        Assert.Contains(metrics, line => line.StartsWith("import_retries_total{", StringComparison.Ordinal));
        Assert.DoesNotContain(metrics, line => line.Contains("otel_scope", StringComparison.Ordinal) || line.StartsWith("target_info", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_carry_the_headers_that_keep_them_safe()
    {
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(node.Address, "/login"), Cancelled);

        var policy = page.Headers.GetValues("Content-Security-Policy").First();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(page.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Signing_in_leads_where_one_wanted_to_go_but_never_off_site()
    {
        using var browser = new FormBrowser();

        Assert.Equal("/calls?search=x", await SignInAsync(browser, ProductionNode.Password, "/calls?search=x"));
        Assert.Equal("/", await SignInAsync(browser, ProductionNode.Password, "//evil.example"));
        Assert.Equal("/", await SignInAsync(browser, ProductionNode.Password, "https://evil.example/"));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_person_get_the_same_answer()
    {
        using var browser = new FormBrowser();

        var wrong = await browser.SignInAsync(node.Address, ProductionNode.Email, "wrong", "/", Cancelled);
        var unknown = await browser.SignInAsync(node.Address, "nobody@acme.test", "wrong", "/", Cancelled);

        Assert.Equal(wrong?.ToString(), unknown?.ToString());
        Assert.StartsWith("/login?error=", wrong?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_guesses_lock_the_account_even_when_they_come_at_once()
    {
        await node.AdminAsync(["create-user", "--email", "locked@acme.test", "--password-stdin", "--workspace", "Acme", "--role", "viewer"], ProductionNode.Password);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var guesser = new FormBrowser();
            await guesser.SignInAsync(node.Address, "locked@acme.test", "wrong", "/", Cancelled);
        }));

        using var browser = new FormBrowser();
        var answer = await browser.SignInAsync(node.Address, "locked@acme.test", ProductionNode.Password, "/", Cancelled);

        Assert.StartsWith("/login?error=", answer?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_or_from_another_site_signs_nobody_in()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = ProductionNode.Email, ["password"] = ProductionNode.Password });
        using var bare = await client.PostAsync(new Uri(node.Address, "/login"), form, Cancelled);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/login")) { Content = form };
        foreign.Headers.Add("Origin", "https://evil.example");
        using var refused = await client.SendAsync(foreign, Cancelled);

        Assert.StartsWith("/login?error=", bare.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_copied_cookie_ends_with_the_session()
    {
        using var browser = new FormBrowser();
        await SignInAsync(browser, ProductionNode.Password, "/");
        using var thief = new FormBrowser();
        thief.Cookies.Add(browser.Cookies.GetCookies(node.Address));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief));

        await browser.PostAsync(node.Address, "/logout", [], Cancelled);

        await EventuallyAsync(async () => Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief)));
    }

    [Fact]
    public async Task A_removed_member_sees_nothing_within_seconds()
    {
        await node.AdminAsync(["create-user", "--email", "gone@acme.test", "--password-stdin", "--workspace", "Acme", "--role", "admin"], ProductionNode.Password);
        using var browser = new FormBrowser();
        await browser.SignInAsync(node.Address, "gone@acme.test", ProductionNode.Password, "/", Cancelled);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));

        await node.AdminAsync(["remove-member", "--email", "gone@acme.test", "--workspace", "Acme"], null);

        await EventuallyAsync(async () => Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser)));
    }

    [Fact]
    public async Task A_token_is_shown_once_and_stored_as_a_hash()
    {
        using var made = await node.AdminAsync(["create-token", "--email", ProductionNode.Email, "--workspace", "Acme", "--scopes", "read,import"], null);
        var token = made.RootElement.GetProperty("token").GetString();
        var id = made.RootElement.GetProperty("id").GetGuid();

        await using var connection = new NpgsqlConnection(node.Database);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand("SELECT row_to_json(t)::text FROM api_tokens t WHERE id = $1", connection) { Parameters = { new() { Value = id } } };
        var row = (string?)await command.ExecuteScalarAsync(Cancelled);

        Assert.DoesNotContain(token ?? "", row, StringComparison.Ordinal);
        using var revoked = await node.AdminAsync(["revoke-token", "--id", id.ToString()], null);
        Assert.True(revoked.RootElement.GetProperty("revoked").GetBoolean());
    }

    [Fact]
    public async Task Erasing_by_command_tells_what_went_and_leaves_the_rest()
    {
        var calls = await node.AddCallsAsync("Doomed", ["maria@customer.test", "MARIA@customer.test", "not-maria@customer.test", "joe@customer.test"]);

        using var person = await node.AdminAsync(["erase", "--workspace", "Doomed", "--participant", "maria@customer.test"], null);
        Assert.Equal(2, person.RootElement.GetProperty("erased").GetInt32());
        using var call = await node.AdminAsync(["erase", "--workspace", "Doomed", "--call", $"{calls[3]}"], null);
        Assert.Equal((1, 0), (call.RootElement.GetProperty("erased").GetInt32(), call.RootElement.GetProperty("recordings").GetInt32()));
        Assert.Equal([calls[2]], await node.EngagementsAsync("Doomed"));

        using var whole = await node.AdminAsync(["erase", "--workspace", "Doomed"], null);
        Assert.Equal((4, 1), (whole.RootElement.GetProperty("erased").GetInt32(), whole.RootElement.GetProperty("credentials").GetInt32()));
        Assert.Empty(await node.EngagementsAsync("Doomed"));
    }

    [Theory]
    [InlineData("remove-member", "--email", "nobody@acme.test", "--workspace", "Acme")]
    [InlineData("revoke-token", "--id", "0198f000-0000-7000-8000-000000000000")]
    public async Task An_operators_mistake_is_told_as_json_and_ends_with_a_code(params string[] command)
    {
        using var answer = await node.AdminAsync(command, null, exitCode: 1);

        Assert.False(string.IsNullOrEmpty(answer.RootElement.GetProperty("error").GetString()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string?> SignInAsync(FormBrowser browser, string password, string returnUrl) =>
        (await browser.SignInAsync(node.Address, ProductionNode.Email, password, returnUrl, Cancelled))?.ToString();

    private async Task<HttpStatusCode> StatusAsync(FormBrowser browser)
    {
        using var answer = await browser.GetAsync(new Uri(node.Address, "/"), Cancelled);
        return answer.StatusCode;
    }

    private static async Task EventuallyAsync(Func<Task> check)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await check();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < 9)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancelled);
            }
        }
    }
}
