using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.OAuth;

/// <summary>How the client proves at the token endpoint who it is.</summary>
internal enum ClientSignIn
{
    /// <summary>RFC 6749 2.3.1: Basic.</summary>
    Basic,

    /// <summary><c>client_id</c> and <c>client_secret</c> among the fields.</summary>
    Form,

    /// <summary><c>client_id</c> alone among the fields: what was given is proof enough.</summary>
    Public,
}

/// <summary>How the fields travel.</summary>
internal enum TokenEncoding
{
    Form,
    Json,
    Query,
}

/// <summary>What a token endpoint is asked. Never printed.</summary>
internal sealed record TokenQuestion
{
    /// <summary><c>grant_type</c> and what belongs to it.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public ClientSignIn SignIn { get; init; } = ClientSignIn.Basic;

    public TokenEncoding Encoding { get; init; } = TokenEncoding.Form;

    /// <summary>Null: the operator's.</summary>
    public string? ClientId { get; init; }

    /// <summary>Null: the operator's.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The platform's limit that it counts against; null = the first.</summary>
    public string? LimitGroup { get; init; }

    public static TokenQuestion ForCode(AuthorizationCode code)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code.Code,
            ["redirect_uri"] = code.RedirectUri.OriginalString,
        };
        if (code.CodeVerifier is { } verifier)
        {
            fields["code_verifier"] = verifier;
        }

        return new TokenQuestion { Fields = fields };
    }

    public static TokenQuestion ForRefresh(string refreshToken) =>
        new() { Fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken } };

    /// <exception cref="PlatformException">The platform gave no refresh token: a person has to sign in again.</exception>
    public static TokenQuestion ForRefresh(CredentialSecret secret, PlatformDescriptor platform) =>
        secret.Values.TryGetValue(TokenFields.RefreshToken, out var refreshToken)
            ? ForRefresh(refreshToken)
            : throw new PlatformException(
                FailureClass.AuthExpired, $"{platform.DisplayName}'s access has ended and it gave nothing to renew it by. An administrator has to connect the account again.");

    public override string ToString() => nameof(TokenQuestion);
}

/// <param name="Body">For what a vendor adds to the standard.</param>
internal sealed record TokenAnswer(TokenGrant Grant, JsonElement Body)
{
    public override string ToString() => nameof(TokenAnswer);
}
