using System.Net;
using CallImport.Sandbox.Control;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Sandbox.Vendors;

/// <summary>An app that is registered with a vendor, and what happens when somebody allows it.</summary>
internal sealed record ConsentApp
{
    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    public required string Company { get; init; }

    /// <summary>Path of the page.</summary>
    public required string Address { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Compared character by character.</summary>
    public required IEnumerable<string> RedirectUris { get; init; }

    /// <summary>Those that can be asked for. Empty: the vendor knows none.</summary>
    public required IReadOnlySet<string> Scopes { get; init; }

    /// <summary>Whether a PKCE challenge (S256) has to come along.</summary>
    public bool NeedsChallenge { get; init; }

    /// <summary>Scopes, address and challenge become a code.</summary>
    public required Func<IReadOnlySet<string>, string, string?, string> Allow { get; init; }
}

/// <summary>The page on which a customer's administrator allows an app to read calls, or does not.</summary>
internal static class ConsentPage
{
    public const string ClientId = "sandbox-client";
    public const string ClientSecret = "sandbox-client-secret";

    private static readonly string[] Passed =
        ["client_id", "redirect_uri", "scope", "state", "response_type", "code_challenge", "code_challenge_method"];

    private static readonly IReadOnlyList<(string Key, string Name, bool IsAdministrator)> Users =
    [
        ("admin", "Alex Harbor, technical administrator of Harborline", true),
        ("user", "Sarah Mitchell, account executive at Harborline (may not approve apps)", false),
    ];

    public static async Task ShowAsync(HttpContext context, ConsentApp app)
    {
        var values = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (await RefuseAsync(context, app, values))
        {
            return;
        }

        var hidden = Passed.Where(values.ContainsKey).Select(name =>
            $"<input type=\"hidden\" name=\"{name}\" value=\"{WebUtility.HtmlEncode(values[name])}\">");
        var scopes = Scopes(values).Select(scope => $"<li><code>{WebUtility.HtmlEncode(scope)}</code></li>");
        var users = Users.Select((user, number) =>
            $"<label><input type=\"radio\" name=\"user\" value=\"{user.Key}\"{(number == 0 ? " checked" : "")}> {user.Name}</label><br>");
        await Page.WriteAsync(context, $"Allow access to {app.Vendor}", $"""
            <p><strong>CallImport</strong> asks to read the calls of <strong>{app.Company}</strong>:</p>
            <ul>{string.Concat(scopes)}</ul>
            <form method="post" action="{app.Address}">
            <p>Sign in as<br>{string.Concat(users)}</p>{string.Concat(hidden)}
            <button name="decision" value="allow" data-testid="allow">Allow</button>
            <button name="decision" value="deny" data-testid="deny" class="quiet">Deny</button>
            </form>
            """);
    }

    public static async Task DecideAsync(HttpContext context, ConsentApp app)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var values = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (await RefuseAsync(context, app, values))
        {
            return;
        }

        var user = Users.FirstOrDefault(user => user.Key == values.GetValueOrDefault("user"));
        if (values.GetValueOrDefault("decision") != "allow")
        {
            Return(context, values, "error", "access_denied");
        }
        else if (!user.IsAdministrator)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await Page.WriteAsync(context, "Not allowed", "<p>Only a technical administrator can allow an app. Go back and sign in as one.</p>");
        }
        else
        {
            var scopes = Scopes(values).ToHashSet(StringComparer.Ordinal);
            Return(context, values, "code", app.Allow(scopes, values["redirect_uri"], values.GetValueOrDefault("code_challenge")));
        }
    }

    private static IEnumerable<string> Scopes(Dictionary<string, string> values) =>
        values.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    /// <summary>A wrong client or address is told to the person; nothing is ever sent to an address that is not registered.</summary>
    private static async Task<bool> RefuseAsync(HttpContext context, ConsentApp app, Dictionary<string, string> values)
    {
        var problem = values.GetValueOrDefault("client_id") != app.ClientId
            ? "The app is not known here (client_id)."
            : !app.RedirectUris.Contains(values.GetValueOrDefault("redirect_uri", ""))
                ? "The address to return to is not registered for this app (redirect_uri)."
                : null;
        if (problem is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await Page.WriteAsync(context, "Something is wrong with this request", $"<p>{problem}</p>");
            return true;
        }

        var error = values.GetValueOrDefault("response_type") != "code" ? "unsupported_response_type"
            : Scopes(values).Any(scope => !app.Scopes.Contains(scope)) || (app.Scopes.Count > 0 && !Scopes(values).Any()) ? "invalid_scope"
            : app.NeedsChallenge && (!values.ContainsKey("code_challenge") || values.GetValueOrDefault("code_challenge_method") != "S256") ? "invalid_request"
            : null;
        if (error is not null)
        {
            Return(context, values, "error", error);
        }

        return error is not null;
    }

    private static void Return(HttpContext context, Dictionary<string, string> values, string name, string value)
    {
        var address = QueryHelpers.AddQueryString(values["redirect_uri"], name, value);
        context.Response.Redirect(values.TryGetValue("state", out var state) ? QueryHelpers.AddQueryString(address, "state", state) : address);
    }
}
