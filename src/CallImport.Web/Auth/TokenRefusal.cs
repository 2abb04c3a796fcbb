using Microsoft.AspNetCore.Authentication;

namespace CallImport.Web.Auth;

internal static class TokenRefusal
{
    /// <summary>Whoever brings a token that is not valid is refused, also where nobody has to be signed in: a program must never go on as nobody.</summary>
    public static void UseTokenRefusal(this IApplicationBuilder app) => app.Use((context, next) =>
        BearerHeader.IsOn(context.Request) && context.User.Identity?.IsAuthenticated != true
            ? context.ChallengeAsync(BearerTokenHandler.Scheme)
            : next(context));
}
