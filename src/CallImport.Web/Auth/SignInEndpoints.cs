using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CallImport.Web.Auth;

/// <summary>
/// What the forms for signing in and out are sent to. All of them want the antiforgery token of the page they are on; the login
/// checks it by itself, because a form that was open in a second tab deserves better than an empty error page.
/// </summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // The page at the same path would take a POST too.
        routes.MapPost("/login", SignInAsync).AllowAnonymous().DisableAntiforgery().WithOrder(-1);
        routes.MapPost("/logout", SignOutAsync).AllowAnonymous();
        routes.MapPost("/workspace", SwitchWorkspaceAsync).RequireAuthorization();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        [FromForm] string? email,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        PasswordSignIn signIn,
        CancellationToken cancellationToken)
    {
        var target = LocalAddress.Or(returnUrl);
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return context.User.Identity?.IsAuthenticated == true ? Results.LocalRedirect(target) : Back("stale", target);
        }

        var outcome = await signIn.ExecuteAsync(email?.Trim() ?? "", password ?? "", context.Connection.RemoteIpAddress, cancellationToken);
        return outcome switch
        {
            SignInOutcome.SignedIn => Results.LocalRedirect(target),
            SignInOutcome.SourceMustWait => Back("locked", target),
            _ => Back("refused", target),
        };
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, [FromForm] string? returnUrl, SessionStart sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(context.User, cancellationToken);
        return Results.LocalRedirect(returnUrl is null ? "/login" : LocalAddress.Or(returnUrl));
    }

    private static async Task<IResult> SwitchWorkspaceAsync(
        HttpContext context, [FromForm] Guid workspaceId, [FromForm] string? returnUrl, SessionStart sessions, CancellationToken cancellationToken) =>
        await sessions.SwitchAsync(context.User, workspaceId, cancellationToken)
            ? Results.LocalRedirect(LocalAddress.Or(returnUrl))
            : Results.NotFound();

    private static IResult Back(string error, string target) =>
        Results.LocalRedirect($"/login?error={error}&returnUrl={Uri.EscapeDataString(target)}");
}
