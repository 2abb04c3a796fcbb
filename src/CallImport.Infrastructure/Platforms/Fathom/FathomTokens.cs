using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>Fathom's OAuth: the client signs in within the form; a refresh token is good for one refresh, which brings the next. It cannot be revoked by us.</summary>
internal sealed class FathomTokens(TokenEndpoint endpoint) : SignInTokens(FathomPlatform.Descriptor)
{
    protected override async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var form = question with { SignIn = ClientSignIn.Form, LimitGroup = FathomPlatform.Token };
        return (await endpoint.AskAsync(Platform, connection, form, cancellationToken)).Grant;
    }
}
