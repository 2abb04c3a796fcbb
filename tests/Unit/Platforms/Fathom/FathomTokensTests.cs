using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;

namespace CallImport.Tests.Unit.Platforms.Fathom;

/// <summary>developers.fathom.ai/oauth: the client signs in within the form.</summary>
public sealed class FathomTokensTests : IDisposable
{
    private const string Token = "POST /external/v1/oauth2/token";

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task The_client_signs_in_within_the_form_and_each_refresh_brings_the_next_token()
    {
        vendor.On(Token, 200, """{"access_token":"first","refresh_token":"single-use","expires_in":3600}""")
            .On(Token, 200, """{"access_token":"second","refresh_token":"next","expires_in":3600}""");
        var code = new AuthorizationCode("the-code", new Uri("https://calls.test/oauth/callback/fathom"), null);

        var first = await Tokens().RedeemAsync(Connection(), code, Cancelled);
        var second = await Tokens().RenewAsync(Connection((TokenFields.RefreshToken, first.RefreshToken ?? "")), Cancelled);

        Assert.Equal(("second", "next", TimeSpan.FromHours(1)), (second.AccessToken, second.RefreshToken, second.Lifetime));
        Assert.Contains("redirect_uri=https%3A%2F%2Fcalls.test%2Foauth%2Fcallback%2Ffathom", vendor.Seen[0].Body, StringComparison.Ordinal);
        Assert.All(vendor.Seen, request => Assert.Contains("client_secret=client-secret-1", request.Body, StringComparison.Ordinal));
        Assert.Contains("refresh_token=single-use", vendor.Seen[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_refresh_token_has_ended()
    {
        var refused = await Assert.ThrowsAsync<PlatformException>(() => Tokens().RenewAsync(Connection(), Cancelled));

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.Empty(vendor.Seen);
    }

    [Fact]
    public async Task Only_a_sign_in_has_tokens_and_nothing_can_be_revoked()
    {
        Assert.True(Tokens().IssuesTokensFor(Connection().Secret));
        Assert.False(Tokens().IssuesTokensFor(CannedVendor.Connection().Secret));
        Assert.False(await Tokens().RevokeAsync(Connection(), Cancelled));
    }

    private FathomTokens Tokens() => new(TokenEndpoints.For(vendor));

    private static PlatformConnection Connection(params (string Name, string Value)[] values) => CannedVendor.Connection() with
    {
        Secret = new CredentialSecret(CredentialType.OAuth, values.ToDictionary(pair => pair.Name, pair => pair.Value)),
    };
}
