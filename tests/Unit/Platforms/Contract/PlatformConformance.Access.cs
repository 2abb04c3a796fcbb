using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Tests.Unit.Platforms;

public abstract partial class PlatformConformance
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    [Fact]
    public async Task Checks_say_what_they_saw_and_no_secret()
    {
        foreach (var connection in (PlatformConnection[])[Connection, WrongConnection, EmptyConnection])
        {
            Assert.All(await CheckAsync(connection), check =>
            {
                Assert.NotEmpty(check.Detail);
                Assert.All(SecretsOf(connection), secret => Assert.DoesNotContain(secret, $"{check.Detail}{check.Fix}", StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public async Task An_account_without_calls_can_be_connected() =>
        Assert.DoesNotContain(await CheckAsync(EmptyConnection), check => check.Outcome == CheckOutcome.Failed);

    [Fact]
    public async Task Checks_of_a_vendor_that_is_away_blame_nobodys_key()
    {
        await FaultAsync(new { kind = "500", percent = 100 });

        var failed = Assert.Single(await CheckAsync(Connection), check => check.Outcome == CheckOutcome.Failed);

        Assert.Equal(CredentialCheckName.Reached, failed.Name);
    }

    [Fact]
    public async Task Checks_of_a_vendor_that_asks_to_wait_blame_nobodys_key()
    {
        await FaultAsync(new { kind = "429", percent = 100, retryAfter = AskedToWait });

        Assert.Equal(CredentialCheckName.QuotaLeft, Assert.Single(await CheckAsync(Connection), check => check.Outcome == CheckOutcome.Failed).Name);
    }

    [Fact]
    public void Who_can_sign_in_there_gets_tokens() =>
        Assert.True(Adapter.Descriptor.OAuth is null || Adapter.Tokens?.IssuesTokensFor(SignedIn([])) == true);

    [Fact]
    public async Task A_code_that_is_none_is_refused()
    {
        if (TokenAccount is not { } account || Adapter.Tokens is not { } tokens)
        {
            return;
        }

        var error = await Assert.ThrowsAsync<PlatformException>(() => tokens.RedeemAsync(account, new AuthorizationCode("no-such-code", ReturnAddress, Verifier), Cancelled));

        Assert.Equal(FailureClass.AuthExpired, error.FailureClass);
        Assert.DoesNotContain("no-such-code", $"{error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_that_is_dead_is_refused_for_good()
    {
        if (TokenAccount is not { } account || Adapter.Tokens is not { } tokens)
        {
            return;
        }

        var dead = account with { Secret = SignedIn(new() { [TokenFields.AccessToken] = "a", [TokenFields.RefreshToken] = "no-such-token" }) };
        var error = await Assert.ThrowsAsync<PlatformException>(() => tokens.RenewAsync(dead, Cancelled));

        Assert.Equal(FailureClass.AuthExpired, error.FailureClass);
        Assert.DoesNotContain("no-such-token", $"{error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_allowed_lists_calls_before_and_after_it_was_renewed()
    {
        if (TokenAccount is not { } account || Adapter.Tokens is not { } tokens)
        {
            return;
        }

        var first = await tokens.RedeemAsync(account, new AuthorizationCode(await ConsentAsync(), ReturnAddress, Adapter.Descriptor.OAuth?.UsesPkce == true ? Verifier : null), Cancelled);
        var connection = account with { BaseUrl = first.ApiBaseUrl ?? account.BaseUrl, Secret = account.Secret.With(first) };
        Assert.NotEmpty((await Adapter.ListCallsAsync(connection, Paged, null, Cancelled)).Calls);

        var renewed = await tokens.RenewAsync(connection, Cancelled);

        Assert.NotEqual(first.AccessToken, renewed.AccessToken);
        Assert.NotEmpty((await Adapter.ListCallsAsync(connection with { Secret = connection.Secret.With(renewed) }, Paged, null, Cancelled)).Calls);
    }

    [Fact]
    public void A_webhook_secret_that_cannot_be_one_is_refused()
    {
        if (Adapter.Webhooks is { } webhooks)
        {
            Assert.NotNull(webhooks.MistakeIn(""));
            Assert.NotNull(webhooks.MistakeIn("x"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json at all")]
    [InlineData("[[[[[[")]
    public void An_announcement_that_nobody_signed_counts_for_nothing(string body)
    {
        if (Adapter.Webhooks is { } webhooks && AnnouncementsAreSigned)
        {
            var request = new WebhookRequest
            {
                Url = new Uri("https://calls.example/webhooks/x/y"),
                Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer a.b.c" },
                Body = Encoding.UTF8.GetBytes(body),
                Now = TimeProvider.System.GetUtcNow(),
                Tolerance = TimeSpan.FromMinutes(5),
            };

            Assert.Null(webhooks.Verify(request, WebhookSecret));
        }
    }

    /// <summary>What the browser of an administrator does on the vendor's page.</summary>
    private async Task<string> ConsentAsync()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var fields = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = TokenEndpoints.SandboxClientId,
            ["redirect_uri"] = ReturnAddress.OriginalString,
            ["scope"] = string.Join(' ', Adapter.Descriptor.OAuth?.Scopes ?? []),
            ["state"] = "state-1",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
            ["user"] = "admin",
            ["decision"] = "allow",
        };
        foreach (var name in Adapter.Descriptor.OAuth?.UsesPkce == true ? [] : new[] { "code_challenge", "code_challenge_method" })
        {
            fields.Remove(name);
        }

        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(TokenEndpoints.Mirrored(Adapter.Descriptor, Server, Adapter.Descriptor.OAuth?.AuthorizationUrl), form, Cancelled);
        var back = QueryHelpers.ParseQuery(answer.Headers.Location?.Query);
        Assert.Equal("state-1", back["state"]);
        return back["code"].ToString();
    }

    private static CredentialSecret SignedIn(Dictionary<string, string> values) => new(CredentialType.OAuth, values);
}
