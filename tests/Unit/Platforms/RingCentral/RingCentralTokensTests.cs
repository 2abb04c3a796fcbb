using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.RingCentral;

namespace CallImport.Tests.Unit.Platforms.RingCentral;

/// <summary>developers.ringcentral.com, Revoke Token: ends access and refresh tokens. A JWT is deleted in the Developer Console.</summary>
public sealed class RingCentralTokensTests : IDisposable
{
    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_session_is_ended_but_an_access_by_JWT_is_not_said_to_be(bool byJwt, bool isEnded)
    {
        vendor.On("POST /revoke", 200, "{}");
        var tokens = new RingCentralTokens(TokenEndpoints.For(vendor, oauth => oauth.RevocationUrl = new Uri("https://vendor.test/revoke")));
        var values = new Dictionary<string, string> { [TokenFields.AccessToken] = "access-1" };
        if (byJwt)
        {
            values[RingCentralPlatform.Jwt] = "jwt-1";
        }

        var connection = CannedVendor.Connection() with { Secret = new CredentialSecret(byJwt ? CredentialType.ApiKey : CredentialType.OAuth, values) };

        Assert.Equal(isEnded, await tokens.RevokeAsync(connection, Cancelled));

        Assert.Equal("token=access-1", Assert.Single(vendor.Seen).Body);
    }
}
