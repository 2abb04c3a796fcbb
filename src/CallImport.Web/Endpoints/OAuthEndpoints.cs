using CallImport.Infrastructure.OAuth;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Web.Endpoints;

/// <summary>
/// <c>GET /oauth/callback/{platform}</c>: where a platform sends the browser back. The state that comes along is good once and only in the session that
/// began, which is why this read may change something. The address carries a code, so nothing is shown here: the browser goes on at once.
/// </summary>
public static class OAuthEndpoints
{
    private const int LongestArgument = 4096;

    public static void MapOAuth(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/oauth/callback/{platform}", ReturnAsync).AllowAnonymous();

    private static async Task<IResult> ReturnAsync(string platform, HttpContext context, CompleteOAuth complete)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (context.User.ToActor() is not { SessionId: not null } actor)
        {
            return GoOn(platform, "problem", OAuthProblems.SignedOut);
        }

        var query = context.Request.Query;
        var returned = new OAuthReturn
        {
            Platform = platform,
            State = Argument(query, "state") ?? "",
            Code = Argument(query, "code"),
            Error = Argument(query, "error"),
        };

        // A browser that closes now must not leave an access behind that nobody knows.
        var end = await complete.ExecuteAsync(actor, returned, CancellationToken.None);
        return end.AttemptId is { } attemptId ? GoOn(platform, "signin", $"{attemptId:N}") : GoOn(platform, "problem", OAuthProblems.Of(end.Result.Refusal));
    }

    private static IResult GoOn(string platform, string name, string value) => Results.LocalRedirect(QueryHelpers.AddQueryString(
        "/connect", new Dictionary<string, string?> { ["platform"] = platform, [name] = value }));

    private static string? Argument(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 and <= LongestArgument } value] ? value : null;
}
