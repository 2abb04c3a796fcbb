using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;

namespace CallImport.Tests.Unit.Platforms.Gong;

/// <summary>As documented: https://help.gong.io/docs/create-an-app-for-gong.</summary>
public sealed class GongTokensTests : IDisposable
{
    private const string Token = "POST /oauth2/generate-customer-token";

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task The_answer_names_the_address_that_alone_takes_the_token()
    {
        vendor.On(Token, 200, """{"access_token":"a","refresh_token":"r","token_type":"bearer","expires_in":86400,"scope":"x","api_base_url_for_customer":"https://company-17.api.gong.io"}""");

        var grant = await Tokens().RedeemAsync(Connection(), new AuthorizationCode("c", new Uri("https://calls.test/oauth/callback/gong"), null), Cancelled);

        Assert.Equal((new Uri("https://company-17.api.gong.io"), "a", "r"), (grant.ApiBaseUrl, grant.AccessToken, grant.RefreshToken));
    }

    [Fact]
    public async Task A_connection_without_a_refresh_token_has_ended()
    {
        var refused = await Assert.ThrowsAsync<PlatformException>(() => Tokens().RenewAsync(Connection(), Cancelled));

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.Empty(vendor.Seen);
    }

    [Fact]
    public async Task A_token_is_sent_as_a_bearer_and_a_key_by_Basic()
    {
        vendor.On(GongAnswers.Extensive, 404, GongAnswers.NothingFound).On(GongAnswers.Extensive, 404, GongAnswers.NothingFound);
        var adapter = new GongAdapter(GongAnswers.Transport(vendor), TokenEndpoints.For(vendor), TimeProvider.System);
        var everything = new CallQuery(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow());

        await adapter.CountCallsAsync(Connection(("accessToken", "token-1")), everything, Cancelled);
        await adapter.CountCallsAsync(GongAnswers.Connection(), everything, Cancelled);

        Assert.Equal("Bearer token-1", vendor.Seen[0].Authorization);
        Assert.StartsWith("Basic ", vendor.Seen[1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_need_no_token()
    {
        Assert.False(Tokens().IssuesTokensFor(GongAnswers.Connection().Secret));
        Assert.True(Tokens().IssuesTokensFor(Connection().Secret));
    }

    private GongTokens Tokens() => new(TokenEndpoints.For(vendor));

    private static PlatformConnection Connection(params (string Name, string Value)[] values) => CannedVendor.Connection() with
    {
        Secret = new CredentialSecret(CredentialType.OAuth, values.ToDictionary(pair => pair.Name, pair => pair.Value)),
    };
}
