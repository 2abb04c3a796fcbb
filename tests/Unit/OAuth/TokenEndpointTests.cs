using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Tests.Unit.Platforms;

namespace CallImport.Tests.Unit.OAuth;

public sealed class TokenEndpointTests : IDisposable
{
    private const string Token = "POST /token";
    private const string Granted = """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":3600,"scope":"read write","extra":"more"}""";

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task The_client_signs_in_by_Basic_and_keeps_its_secret_out_of_the_form()
    {
        vendor.On(Token, 200, Granted);

        var answer = await AskAsync(TokenQuestion.ForRefresh("refresh-1"));

        var (_, body, authorization) = Assert.Single(vendor.Seen);
        Assert.Equal("grant_type=refresh_token&refresh_token=refresh-1", body);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TokenEndpoints.ClientId}:{TokenEndpoints.ClientSecret}"))}", authorization);
        Assert.Equal(("access-2", "refresh-2", TimeSpan.FromHours(1)), (answer.Grant.AccessToken, answer.Grant.RefreshToken, answer.Grant.Lifetime));
        Assert.Equal(["read", "write"], answer.Grant.Scopes);
        Assert.Equal("more", answer.Body.GetProperty("extra").GetString());
    }

    [Fact]
    public async Task A_vendor_that_wants_the_secret_in_the_form_gets_it_there()
    {
        vendor.On(Token, 200, Granted);

        await AskAsync(TokenQuestion.ForRefresh("refresh-1") with { SignIn = ClientSignIn.Form });

        Assert.Equal($"grant_type=refresh_token&refresh_token=refresh-1&client_id={TokenEndpoints.ClientId}&client_secret={TokenEndpoints.ClientSecret}", vendor.Seen[0].Body);
        Assert.Null(vendor.Seen[0].Authorization);
    }

    [Fact]
    public async Task A_public_client_names_itself_and_proves_itself_by_the_verifier()
    {
        vendor.On(Token, 200, Granted);

        await AskAsync(TokenQuestion.ForCode(new AuthorizationCode("code-1", new Uri("https://calls.test/oauth/callback/gong"), "verifier-1")) with { SignIn = ClientSignIn.Public, Encoding = TokenEncoding.Json });

        Assert.Equal(
            $$"""{"grant_type":"authorization_code","code":"code-1","redirect_uri":"https://calls.test/oauth/callback/gong","code_verifier":"verifier-1","client_id":"{{TokenEndpoints.ClientId}}"}""",
            vendor.Seen[0].Body);
    }

    [Fact]
    public async Task What_a_customer_typed_in_signs_in_instead_of_the_operators_client()
    {
        vendor.On(Token, 200, Granted);

        await AskAsync(TokenQuestion.ForRefresh("refresh-1") with { ClientId = "theirs", ClientSecret = "their-secret" });

        Assert.Equal($"Basic {Convert.ToBase64String("theirs:their-secret"u8)}", vendor.Seen[0].Authorization);
    }

    [Fact]
    public void Where_there_is_nothing_to_renew_by_a_person_has_to_sign_in_again()
    {
        var secret = new CredentialSecret(CredentialType.OAuth, new Dictionary<string, string> { [TokenFields.AccessToken] = "access-1" });

        var refused = Assert.Throws<PlatformException>(() => TokenQuestion.ForRefresh(secret, GongPlatform.Descriptor));

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.DoesNotContain("access-1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_grant", FailureClass.AuthExpired)]
    [InlineData(401, "invalid_client", FailureClass.AuthExpired)]
    [InlineData(403, "access_denied", FailureClass.AuthExpired)]
    [InlineData(429, "slow_down", FailureClass.RateLimited)]
    [InlineData(500, "server_error", FailureClass.Transient)]
    [InlineData(503, "temporarily_unavailable", FailureClass.Transient)]
    [InlineData(404, "not_found", FailureClass.Transient)]
    [InlineData(302, "moved", FailureClass.Transient)]
    public async Task A_refusal_is_classed_and_tells_no_secret(int status, string error, FailureClass expected)
    {
        vendor.On(Token, status, $$"""{"error":"{{error}}","error_description":"about refresh-1"}""");

        var refused = await Assert.ThrowsAsync<PlatformException>(() => AskAsync(TokenQuestion.ForRefresh("refresh-1")));

        Assert.Equal(expected, refused.FailureClass);
        Assert.DoesNotContain("refresh-1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"expires_in":3600}""")]
    [InlineData("""["access-2"]""")]
    [InlineData("<html>")]
    public async Task An_answer_without_a_token_is_none(string body)
    {
        vendor.On(Token, 200, body);

        Assert.Equal(PlatformFault.UnusableAnswer, (await Assert.ThrowsAsync<PlatformException>(() => AskAsync(TokenQuestion.ForRefresh("refresh-1")))).Fault);
    }

    [Fact]
    public async Task Revoking_asks_the_vendor_where_it_has_an_address_for_it()
    {
        vendor.On("POST /revoke", 200, "{}");
        var (with, without) = (TokenEndpoints.For(vendor, oauth => oauth.RevocationUrl = new Uri("https://vendor.test/revoke")), TokenEndpoints.For(vendor));
        var connection = CannedVendor.Connection();

        Assert.True(await with.RevokeAsync(GongPlatform.Descriptor, connection, "refresh-1", ClientSignIn.Basic, Cancelled));
        Assert.False(await without.RevokeAsync(GongPlatform.Descriptor, connection, "refresh-1", ClientSignIn.Basic, Cancelled));

        Assert.Equal("token=refresh-1", Assert.Single(vendor.Seen).Body);
    }

    [Theory]
    [InlineData(3600, 3300)]
    [InlineData(86400, 86100)]
    [InlineData(60, 54)]
    [InlineData(2, 1.8)]
    public void A_token_is_renewed_ahead_of_its_end(double lifetime, double after) => Assert.Equal(
        TimeSpan.FromSeconds(after), new TokenGrant { AccessToken = "a", Lifetime = TimeSpan.FromSeconds(lifetime) }.RenewAfter);

    private Task<TokenAnswer> AskAsync(TokenQuestion question) =>
        TokenEndpoints.For(vendor, oauth => oauth.TokenUrl = new Uri("https://vendor.test/token"))
            .AskAsync(GongPlatform.Descriptor, CannedVendor.Connection(), question, Cancelled);
}
