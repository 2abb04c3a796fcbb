using System.Net;
using System.Security.Claims;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Auth;

/// <summary>Turns a token into who acts: for the Authorization header and for the first message of a socket.</summary>
public sealed class TokenSignIn(TokenDirectory tokens, TokenThrottle throttle)
{
    /// <summary>A source that tries many tokens is not answered any more, except for those that were good before.</summary>
    public async Task<TokenSignInResult> ExecuteAsync(string? text, IPAddress? source, CancellationToken cancellationToken)
    {
        var isKnown = ApiTokenSecret.TryParse(text, out var token) && tokens.Knows(token.Hash);
        if (!isKnown && throttle.Wait(source) is { } wait)
        {
            return new TokenSignInResult(null, wait);
        }

        if (token is not null && await tokens.FindAsync(token.Hash, cancellationToken) is { } bearer)
        {
            return new TokenSignInResult(TokenClaims.Of(bearer), null);
        }

        // A client that goes on with one token that has ended is a nuisance, not a guesser.
        if (!isKnown)
        {
            throttle.Failed(source);
        }

        return new TokenSignInResult(null, null);
    }
}

/// <param name="Principal">Null when the token is none, has ended or has expired.</param>
/// <param name="RetryAfter">How long the source has to wait before another token is looked at.</param>
public sealed record TokenSignInResult(ClaimsPrincipal? Principal, TimeSpan? RetryAfter);
