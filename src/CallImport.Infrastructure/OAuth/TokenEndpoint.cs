using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Infrastructure.OAuth;

/// <summary>Asks token endpoints the way RFC 6749 says, with the variations that vendors have. The client's secret goes to the endpoint's own host only.</summary>
internal sealed class TokenEndpoint(PlatformTransport transport, OAuthClients clients)
{
    /// <exception cref="PlatformException">AuthExpired when the grant or the client is refused, RateLimited or Transient when it may work later.</exception>
    public async Task<TokenAnswer> AskAsync(
        PlatformDescriptor platform, PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var client = ClientOf(platform);
        using var request = Request(client, client.TokenUrl, connection, question);
        var answer = await transport.SendAsync(request, platform.Slug, platform.DisplayName, cancellationToken);
        if (TokenErrors.Of(answer, platform.DisplayName) is { } refused)
        {
            throw refused;
        }

        var body = answer.Read<JsonElement>(platform.DisplayName, JsonSerializerOptions.Web);
        return new TokenAnswer(
            new TokenGrant
            {
                AccessToken = body.Text("access_token") ?? throw PlatformAnswer.Unusable(platform.DisplayName),
                RefreshToken = body.Text("refresh_token"),
                Lifetime = body.Number("expires_in") is > 0 and < int.MaxValue and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                Scopes = body.Text("scope")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [],
            },
            body);
    }

    /// <summary>RFC 7009.</summary>
    /// <returns>false when the vendor has no address for it</returns>
    public async Task<bool> RevokeAsync(
        PlatformDescriptor platform, PlatformConnection connection, string token, ClientSignIn signIn, CancellationToken cancellationToken)
    {
        var client = ClientOf(platform);
        if (client.RevocationUrl is not { } address)
        {
            return false;
        }

        var question = new TokenQuestion { Fields = new Dictionary<string, string> { ["token"] = token }, SignIn = signIn };
        using var request = Request(client, address, connection, question);
        var answer = await transport.SendAsync(request, platform.Slug, platform.DisplayName, cancellationToken);
        return TokenErrors.Of(answer, platform.DisplayName) is { } refused ? throw refused : true;
    }

    private OAuthClient ClientOf(PlatformDescriptor platform) =>
        clients.Find(platform) ?? throw new InvalidOperationException($"{platform.DisplayName} has no token endpoint.");

    private static HttpRequestMessage Request(OAuthClient client, Uri address, PlatformConnection connection, TokenQuestion question)
    {
        var (id, secret) = (question.ClientId ?? client.ClientId, question.ClientSecret ?? client.ClientSecret);
        var fields = new Dictionary<string, string>(question.Fields);
        if (question.SignIn != ClientSignIn.Basic || question.Encoding == TokenEncoding.Query)
        {
            fields["client_id"] = id;
        }

        if (question.SignIn == ClientSignIn.Form)
        {
            fields["client_secret"] = secret;
        }

        // For this request the token endpoint is the host that may see a secret, whatever host the account's API has; and that the access token has ended
        // is why it is sent.
        var request = new HttpRequestMessage(HttpMethod.Post, address)
            .For(connection with { BaseUrl = address, SecretVersion = null }, question.LimitGroup);
        request.Headers.Accept.ParseAdd("application/json");
        if (question.SignIn == ClientSignIn.Basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        }

        switch (question.Encoding)
        {
            case TokenEncoding.Json:
                request.Content = JsonContent.Create(fields);
                break;
            case TokenEncoding.Query:
                request.RequestUri = new Uri(QueryHelpers.AddQueryString(address.AbsoluteUri, fields.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value))));
                break;
            default:
                request.Content = new FormUrlEncodedContent(fields);
                break;
        }

        return request;
    }
}
