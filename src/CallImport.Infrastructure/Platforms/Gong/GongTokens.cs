using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>
/// Gong's OAuth: the client signs in by Basic, the arguments are in the query, as Gong documents. An access token lives a day, every refresh brings a
/// new refresh token, and the answer names the host that alone takes the token.
/// </summary>
internal sealed class GongTokens(TokenEndpoint endpoint) : SignInTokens(GongPlatform.Descriptor)
{
    public override Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => endpoint.RevokeAsync(
        Platform,
        connection,
        connection.Secret.Values.GetValueOrDefault(TokenFields.RefreshToken) ?? connection.Secret[TokenFields.AccessToken],
        ClientSignIn.Basic,
        cancellationToken);

    protected override async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var answer = await endpoint.AskAsync(Platform, connection, question with { Encoding = TokenEncoding.Query }, cancellationToken);
        return answer.Grant with { ApiBaseUrl = HostIn(answer.Body.Text("api_base_url_for_customer")) };
    }

    /// <summary>Whether it may be used is decided where it is saved.</summary>
    private Uri? HostIn(string? address) => address is null ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var url) ? url
        : throw PlatformAnswer.Unusable(Platform.DisplayName);
}
