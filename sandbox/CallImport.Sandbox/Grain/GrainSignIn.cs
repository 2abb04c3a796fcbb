using System.Globalization;
using System.Net.Http.Headers;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

/// <summary>Who is calling, once signed in.</summary>
internal sealed record GrainCaller(GrainCompany Company, bool SeesRecordings)
{
    public static GrainCaller Of(HttpContext context) => context.Items[typeof(GrainCaller)] as GrainCaller
        ?? throw new InvalidOperationException("The sign-in filter has not run.");

    public WorldCall? Recording(Guid id) => SeesRecordings && Company.Find(id) is { } index ? Company.World.Call(index) : null;
}

/// <summary>Before every API call: which version, who is it, may they come in, and have they asked too often?</summary>
internal sealed class GrainSignIn(GrainDirectory directory, GrainTokens tokens) : IEndpointFilter
{
    private const string VersionHeader = "Public-Api-Version";
    private const string Version = "2025-10-31";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var token = Token(http.Request) ?? "";
        var account = directory.Key(token);
        var company = account?.Company ?? tokens.Find(token)?.Company;
        if (company is null || account?.Account.State == KeyState.Revoked)
        {
            await GrainErrors.WriteAsync(http, StatusCodes.Status401Unauthorized, "The access token is not valid");
            return Results.Empty;
        }

        var refused = company.Limit.Refuse();
        http.Response.Headers["x-ratelimit-limit"] = company.Limit.Limit.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["x-ratelimit-remaining"] = company.Limit.Remaining.ToString(CultureInfo.InvariantCulture);
        var problem = refused is { } wait ? GrainErrors.WriteRetryAsync(http, wait)
            : http.Request.Headers[VersionHeader] != Version
                ? GrainErrors.WriteAsync(http, StatusCodes.Status400BadRequest, $"The header {VersionHeader} must be {Version}")
            : account?.Account.State == KeyState.Blocked
                ? GrainErrors.WriteAsync(http, StatusCodes.Status403Forbidden, "The access token may not read recordings")
            : null;
        if (problem is not null)
        {
            await problem;
            return Results.Empty;
        }

        http.Items[typeof(GrainCaller)] = new GrainCaller(company, account?.Account.SeesCalls ?? true);
        return await next(context);
    }

    public static string? Token(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;
}
