using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.OAuth;

/// <summary>What the refusal of a token endpoint means (RFC 6749 5.2); the table stands in docs/oauth.md.</summary>
internal static class TokenErrors
{
    public static PlatformException? Of(PlatformAnswer answer, string platform) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        429 => new(FailureClass.RateLimited, $"{platform} asked to wait before signing in again.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        408 or >= 500 => new(FailureClass.Transient, $"{platform} could not sign us in at the moment ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        400 or 401 or 403 => ErrorOf(answer) is "invalid_client" or "unauthorized_client"
            ? new(
                FailureClass.AuthExpired,
                $"{platform} does not accept the client that asks for access. Where it was typed in, enter it again; otherwise the operator has to correct Platforms:*:OAuth.")
            : new(FailureClass.AuthExpired, $"{platform} no longer accepts this sign-in: it was revoked, has ended or was used up. An administrator has to connect the account again."),
        _ => PlatformAnswer.Unusable(platform),
    };

    private static string? ErrorOf(PlatformAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer.Json).Text("error");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
