using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>Standard Webhooks: HMAC-SHA256 over id, time and body, by the secret that Fathom shows once when the webhook is made.</summary>
internal sealed class FathomWebhooks : IWebhookVerifier
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int MostSignatures = 20;
    private const int ShortestKey = 16;

    public string? MistakeIn(string secret) => KeyOf(secret) is null
        ? "For Fathom the secret begins with whsec_; Fathom shows it once, when the webhook is made."
        : null;

    public WebhookNotice? Verify(WebhookRequest request, string secret)
    {
        if (KeyOf(secret) is not { } key || Header(request, "id") is not { } id || Header(request, "timestamp") is not { } timestamp
            || Header(request, "signature") is not { } signatures || !IsTimely(timestamp, request))
        {
            return null;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. request.Body.Span];
        var expected = HMACSHA256.HashData(key, signed);

        // While a secret is changed over, there is one signature for each.
        var isProved = signatures.Split([' '], MostSignatures, StringSplitOptions.RemoveEmptyEntries)
            .Where(signature => signature.StartsWith(Version, StringComparison.Ordinal))
            .Any(signature => Decode(signature[Version.Length..]) is { } given && CryptographicOperations.FixedTimeEquals(given, expected));
        return isProved ? Read(request.Body) : null;
    }

    private static bool IsTimely(string timestamp, WebhookRequest request) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
        && Math.Abs((double)sent - request.Now.ToUnixTimeSeconds()) <= request.Tolerance.TotalSeconds;

    /// <summary>The sender's library writes either of two names.</summary>
    private static string? Header(WebhookRequest request, string name) => request.Headers
        .FirstOrDefault(header => header.Key.Equals($"webhook-{name}", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals($"svix-{name}", StringComparison.OrdinalIgnoreCase)).Value;

    private static byte[]? KeyOf(string secret) =>
        secret.Trim() is var text && text.StartsWith(Prefix, StringComparison.Ordinal) && Decode(text[Prefix.Length..]) is { Length: >= ShortestKey } key
            ? key
            : null;

    private static byte[]? Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length] : null;
    }

    /// <summary>The body is the meeting itself. What is signed is believed even when it cannot be read: something has happened, and the run finds out what.</summary>
    private static WebhookNotice Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var meeting = JsonDocument.Parse(body);
            return new WebhookNotice(FathomMapper.StartOf(meeting.RootElement), false);
        }
        catch (JsonException)
        {
            return new WebhookNotice(null, false);
        }
    }
}
