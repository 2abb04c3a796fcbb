using System.Net;
using CallImport.Sandbox.Control;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Sandbox.Gong;

/// <summary>The page on which a customer's administrator allows an app to read calls, or does not.</summary>
internal sealed class GongConsent(GongDirectory directory, GongTokens tokens, SandboxOptions options)
{
    private static readonly string[] Passed = ["client_id", "redirect_uri", "scope", "state", "response_type"];

    public async Task ShowAsync(HttpContext context)
    {
        var values = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (await RefuseAsync(context, values))
        {
            return;
        }

        var hidden = Passed.Where(values.ContainsKey).Select(name =>
            $"<input type=\"hidden\" name=\"{name}\" value=\"{WebUtility.HtmlEncode(values[name])}\">");
        var scopes = Scopes(values).Select(scope => $"<li><code>{WebUtility.HtmlEncode(scope)}</code></li>");
        var users = GongApps.Users.Select((user, number) =>
            $"<label><input type=\"radio\" name=\"user\" value=\"{user.Key}\"{(number == 0 ? " checked" : "")}> {user.Name}</label><br>");
        await Page.WriteAsync(context, "Allow access to Gong", $"""
            <p><strong>CallImport</strong> asks to read the calls of <strong>{directory.Sample.Name}</strong>:</p>
            <ul>{string.Concat(scopes)}</ul>
            <form method="post" action="{GongPaths.OAuth}/authorize">
            <p>Sign in as<br>{string.Concat(users)}</p>{string.Concat(hidden)}
            <button name="decision" value="allow" data-testid="allow">Allow</button>
            <button name="decision" value="deny" data-testid="deny" class="quiet">Deny</button>
            </form>
            """);
    }

    public async Task DecideAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var values = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (await RefuseAsync(context, values))
        {
            return;
        }

        var user = GongApps.Users.FirstOrDefault(user => user.Key == values.GetValueOrDefault("user"));
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
            Return(context, values, "code", tokens.Allow(directory.Sample, scopes, values["redirect_uri"]));
        }
    }

    private static IEnumerable<string> Scopes(Dictionary<string, string> values) =>
        values.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    /// <summary>A wrong client or address is told to the person; nothing is ever sent to an address that is not registered.</summary>
    private async Task<bool> RefuseAsync(HttpContext context, Dictionary<string, string> values)
    {
        var problem = values.GetValueOrDefault("client_id") != GongApps.ClientId
            ? "The app is not known here (client_id)."
            : !options.Gong.RedirectUris.Contains(values.GetValueOrDefault("redirect_uri", ""))
                ? "The address to return to is not registered for this app (redirect_uri)."
                : null;
        if (problem is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await Page.WriteAsync(context, "Something is wrong with this request", $"<p>{problem}</p>");
            return true;
        }

        var error = values.GetValueOrDefault("response_type") != "code" ? "unsupported_response_type"
            : !Scopes(values).Any() || Scopes(values).Any(scope => !GongScopes.All.Contains(scope)) ? "invalid_scope"
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
