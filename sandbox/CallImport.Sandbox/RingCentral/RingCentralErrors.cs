using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

internal sealed record RingCentralProblem(string ErrorCode, string Message)
{
    public string? ParameterName { get; init; }

    public string? ParameterValue { get; init; }

    public string? PermissionName { get; init; }
}

/// <summary>Errors as the API writes them: the first of a list stands at the top as well.</summary>
internal static class RingCentralErrors
{
    public static readonly JsonSerializerOptions Json = VendorJson.Make(JsonIgnoreCondition.WhenWritingNull, JsonNamingPolicy.CamelCase);

    public static Task WriteAsync(HttpContext context, int status, RingCentralProblem problem, string? top = null) => VendorJson.WriteAsync(
        context,
        status,
        new { ErrorCode = top ?? problem.ErrorCode, problem.Message, Errors = new[] { problem }, problem.ParameterName, problem.ParameterValue, problem.PermissionName },
        Json,
        "application/json");

    public static Task NotFoundAsync(HttpContext context, string parameter) => WriteAsync(
        context, 404, new RingCentralProblem("CMN-102", $"Resource for parameter [{parameter}] is not found") { ParameterName = parameter });

    public static Task BadParameterAsync(HttpContext context, string parameter, string? value) => WriteAsync(
        context, 400, new RingCentralProblem("CMN-101", $"Parameter [{parameter}] value is invalid") { ParameterName = parameter, ParameterValue = value ?? "" });

    /// <summary>The app's scope is named where it is missing; of users' permissions another code tells.</summary>
    public static Task MayNotAsync(HttpContext context, string permission) => RingCentralScopes.IsOfTheUser(permission)
        ? WriteAsync(
            context, 403, new RingCentralProblem("CMN-408", $"In order to call this API endpoint, user needs to have [{permission}] permission") { PermissionName = permission }, "InsufficientPermissions")
        : WriteAsync(
            context, 403, new RingCentralProblem("CMN-401", $"In order to call this API endpoint, application needs to have [{permission}] permission") { PermissionName = permission }, "InsufficientPermissions");

    public static Task TooManyAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, 429, new RingCentralProblem("CMN-301", "Request rate exceeded"));
    }

    public static Task WriteAsync(HttpContext context, int status, string text) => WriteAsync(
        context,
        status,
        new RingCentralProblem(status switch { 429 => "CMN-301", 401 => "OAU-149", 404 => "CMN-102", >= 500 => "CMN-203", _ => "CMN-101" }, text),
        status == 401 ? "TokenInvalid" : null);
}
