using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;

namespace CallImport.Tests.Unit.Platforms.Grain;

/// <summary>developers.grain.com, OAuth2: JSON with these fields and no others.</summary>
public sealed class GrainTokensTests : IDisposable
{
    private const string Token = "POST /_/public-api/oauth2/token";

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task Arguments_travel_as_JSON_without_the_address_and_each_refresh_brings_the_next_token()
    {
        vendor.On(Token, 200, """{"access_token":"first","refresh_token":"single-use","expires_in":3600}""")
            .On(Token, 200, """{"access_token":"second","refresh_token":"next","expires_in":3600}""");
        var code = new AuthorizationCode("the-code", new Uri("https://calls.test/oauth/callback/grain"), "the-verifier");

        var first = await Tokens().RedeemAsync(Connection(), code, Cancelled);
        var second = await Tokens().RenewAsync(Connection((TokenFields.RefreshToken, first.RefreshToken ?? "")), Cancelled);

        Assert.Equal(("second", "next", TimeSpan.FromHours(1)), (second.AccessToken, second.RefreshToken, second.Lifetime));
        using var redeemed = JsonDocument.Parse(vendor.Seen[0].Body ?? "");
        using var refresh = JsonDocument.Parse(vendor.Seen[1].Body ?? "");
        Assert.Equal(
            ["client_id", "client_secret", "code", "code_verifier", "grant_type"],
            redeemed.RootElement.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal("single-use", refresh.RootElement.GetProperty("refresh_token").GetString());
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

    private GrainTokens Tokens() => new(TokenEndpoints.For(vendor));

    private static PlatformConnection Connection(params (string Name, string Value)[] values) => CannedVendor.Connection() with
    {
        Secret = new CredentialSecret(CredentialType.OAuth, values.ToDictionary(pair => pair.Name, pair => pair.Value)),
    };
}
