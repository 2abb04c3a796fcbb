using System.Globalization;
using System.Net.Http.Headers;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

/// <summary>Who is calling, once signed in.</summary>
/// <param name="Client">Recordings that one client had prepared are nobody else's.</param>
internal sealed record FathomCaller(FathomCompany Company, string Client, bool SeesMeetings, bool MayDownload, bool IsApp)
{
    public static FathomCaller Of(HttpContext context) => context.Items[typeof(FathomCaller)] as FathomCaller
        ?? throw new InvalidOperationException("The sign-in filter has not run.");

    public World.WorldCall? Recording(long id) => SeesMeetings ? Company.Recording(id) : null;
}

/// <summary>Before every API call: who is it, may they come in, and have they asked too often?</summary>
internal sealed class FathomSignIn(FathomDirectory directory, FathomTokens tokens) : IEndpointFilter
{
    public const string KeyHeader = "X-Api-Key";

    public static readonly IReadOnlySet<string> MayDownload = new HashSet<string> { "download" };

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.Request.Headers.TryGetValue(KeyHeader, out var key) ? ByKey(key.ToString()) : ByToken(http.Request);
        if (caller is null)
        {
            Tell(http.Response, directory.Sample.Limits.Global);
            await FathomErrors.WriteAsync(http, StatusCodes.Status401Unauthorized, "Unauthorized");
            return Results.Empty;
        }

        var bucket = BucketOf(http.Request);
        var refused = caller.Company.Limits.Refuse(bucket);
        Tell(http.Response, caller.Company.Limits.Of(bucket));
        if (refused is { } wait)
        {
            await FathomErrors.WriteRetryAsync(http, wait);
            return Results.Empty;
        }

        http.Items[typeof(FathomCaller)] = caller;
        return await next(context);
    }

    /// <summary>The key or the token, whichever is sent.</summary>
    public static string? CredentialIn(HttpRequest request) =>
        request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : Bearer(request);

    private static void Tell(HttpResponse response, RequestWindow limit)
    {
        response.Headers["RateLimit-Limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = ((int)Math.Ceiling(limit.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    private static FathomBucket BucketOf(HttpRequest request) => request.Path.Value switch
    {
        not null when HttpMethods.IsPost(request.Method) && request.Path.Value.EndsWith("/download", StringComparison.Ordinal) => FathomBucket.Download,
        not null when request.Path.Value.EndsWith("/transcript", StringComparison.Ordinal) => FathomBucket.Heavy,
        not null when request.Path.Value.EndsWith("/summary", StringComparison.Ordinal) => FathomBucket.Heavy,
        _ when request.Query["include_transcript"] == "true" || request.Query["include_summary"] == "true" => FathomBucket.Heavy,
        _ => FathomBucket.Normal,
    };

    private static string? Bearer(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;

    private FathomCaller? ByKey(string key) => directory.Key(key) is { Account.State: KeyState.Active } found
        ? new FathomCaller(found.Company, key, found.Account.SeesCalls, found.Account.Scopes.IsSupersetOf(MayDownload), IsApp: false)
        : null;

    private FathomCaller? ByToken(HttpRequest request) => tokens.Find(Bearer(request)) is { } grant
        ? new FathomCaller(grant.Company, grant.Credential, SeesMeetings: true, MayDownload: true, IsApp: true)
        : null;
}
