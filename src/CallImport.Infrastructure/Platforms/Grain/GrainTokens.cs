using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>
/// Grain's OAuth: arguments travel as JSON, the redirect address is not among those that Grain lists, each refresh brings a new refresh token. Old apps
/// get a token that never ends and nothing to renew it by. It cannot be revoked by us.
/// </summary>
internal sealed class GrainTokens(TokenEndpoint endpoint) : SignInTokens(GrainPlatform.Descriptor)
{
    private const string RedirectUri = "redirect_uri";

    protected override async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var listed = question with
        {
            Fields = question.Fields.Where(field => field.Key != RedirectUri).ToDictionary(),
            SignIn = ClientSignIn.Form,
            Encoding = TokenEncoding.Json,
        };
        return (await endpoint.AskAsync(Platform, connection, listed, cancellationToken)).Grant;
    }
}
