using System.Security.Claims;
using CallImport.Domain;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Auth;

/// <summary>What a token says about its bearer: the same as a session would, its own id, and what it is limited to.</summary>
internal static class TokenClaims
{
    public const string Token = "token";
    public const string Scopes = "scopes";

    /// <summary>By which it is looked up again while a socket is open; never leaves this process.</summary>
    public const string Hash = "token_hash";

    public static ClaimsPrincipal Of(TokenBearer bearer) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, bearer.UserId.ToString()),
            new(ClaimTypes.Name, bearer.Email),
            new(SessionClaims.Workspace, bearer.WorkspaceId.ToString()),
            new(SessionClaims.Role, Slug.Of(bearer.Role)),
            new(Token, bearer.TokenId.ToString()),
            new(Hash, bearer.TokenHash),
            new(Scopes, string.Join(' ', bearer.Scopes)),
        ],
        BearerTokenHandler.Scheme));
}
