using System.Net;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>The error table, the same as in docs/platforms/ringcentral.md. What decides is the code; messages are for people and change.</summary>
internal static class RingCentralErrors
{
    /// <summary>How long a penalty lasts; a request during it starts it anew.</summary>
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(60);

    public static PlatformException? Of(PlatformAnswer answer) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        400 when IsAboutPage(answer) => new(
            FailureClass.Transient, "RingCentral no longer takes this page of the call log; it is continued by date.", PlatformFault.CursorExpired),
        400 => new(FailureClass.Permanent, "RingCentral refused the request as malformed."),
        401 => new(
            FailureClass.AuthExpired,
            "RingCentral does not accept this sign-in any more. An administrator has to connect the account again."),
        403 => new(FailureClass.AuthExpired, MissingRight(answer)),
        404 => new(FailureClass.Permanent, "RingCentral does not know this address. Check the base URL of the connection.", PlatformFault.UnusableAnswer),
        408 => new(FailureClass.Transient, "RingCentral gave up waiting for the request."),
        429 => new(FailureClass.RateLimited, "RingCentral asked to slow down.", retryAfter: answer.RetryAfter ?? Penalty),
        501 => new(FailureClass.Permanent, "RingCentral does not offer this to the account."),
        >= 500 => new(FailureClass.Transient, $"RingCentral had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        >= 300 and < 400 => PlatformAnswer.Unusable(RingCentralPlatform.Descriptor.DisplayName),
        _ => new(FailureClass.Permanent, $"RingCentral refused the request ({(int)answer.Status})."),
    };

    /// <summary>The thing itself is not there, as opposed to an address that is wrong.</summary>
    public static bool IsGone(PlatformAnswer answer) => answer.Status == HttpStatusCode.NotFound && Codes(answer).Contains("CMN-102");

    public static string MissingRight(PlatformAnswer answer)
    {
        var codes = Codes(answer).ToList();
        var named = Errors(answer).Select(error => error.Text("permissionName")).Append(Body(answer).Text("permissionName"))
            .FirstOrDefault(name => name is { Length: <= 60 } && name.All(char.IsAsciiLetter));
        return codes.Contains("CMN-401")
            ? $"The RingCentral app lacks the permission {named ?? "that is needed"}. Whoever registered the app has to add it."
            : $"The RingCentral user lacks the permission {named ?? "to see the calls of the whole company"}. Connect as an administrator, or have the role changed.";
    }

    private static bool IsAboutPage(PlatformAnswer answer) =>
        Errors(answer).Append(Body(answer)).Any(error => error.Text("errorCode") == "CMN-101" && error.Text("parameterName") == "page");

    private static IEnumerable<string> Codes(PlatformAnswer answer) =>
        Errors(answer).Append(Body(answer)).Select(error => error.Text("errorCode")).OfType<string>();

    private static IEnumerable<JsonElement> Errors(PlatformAnswer answer) => Body(answer).Property("errors").Items();

    private static JsonElement Body(PlatformAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer.Json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
