using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>
/// Gong's automation rules fire webhooks signed as a JWT in <c>Authorization</c> (RS256). The secret here is the rule's public key, which Gong shows
/// beside the address. Which algorithm a token names is never believed: there is one.
/// </summary>
internal sealed class GongWebhooks : IWebhookVerifier
{
    private const int LongestToken = 8 * 1024;

    public string? MistakeIn(string secret)
    {
        using var key = KeyOf(secret);
        return key is null ? "For Gong the secret is the public key that the automation rule shows once Signed JWT header is chosen." : null;
    }

    public WebhookNotice? Verify(WebhookRequest request, string secret)
    {
        using var key = KeyOf(secret);
        return key is not null && TokenOf(request) is { } token && ClaimsOf(token, key) is { } claims && AreOf(claims, request) ? Read(request.Body) : null;
    }

    private static bool AreOf(JsonElement claims, WebhookRequest request) =>
        IsTimely(claims, request)
        && claims.Text("body_sha256") is { } hash && hash.Equals(Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)), StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate(claims.Text("webhook_url"), UriKind.Absolute, out var url)
        && Uri.Compare(url, request.Url, UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped, StringComparison.Ordinal) == 0;

    /// <summary>An end is required, so that what was caught once is not believed for ever; where the beginning is said too, it must be of now.</summary>
    private static bool IsTimely(JsonElement claims, WebhookRequest request)
    {
        var now = request.Now.ToUnixTimeSeconds();
        var tolerance = request.Tolerance.TotalSeconds;
        return claims.Number("exp") is { } end && now <= end + tolerance
            && (claims.Number("iat") ?? now) is var issued && Math.Abs(now - issued) <= tolerance;
    }

    private static string? TokenOf(WebhookRequest request)
    {
        var header = request.Headers.FirstOrDefault(pair => pair.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        return header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim() : header;
    }

    private static JsonElement? ClaimsOf(string token, RSA key)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var header, var payload, var signature]
            || Decode(header) is not { } head || Json(head)?.Text("alg") != "RS256"
            || Decode(signature) is not { } proof || Decode(payload) is not { } claims)
        {
            return null;
        }

        var signed = Encoding.ASCII.GetBytes($"{header}.{payload}");
        return key.VerifyData(signed, proof, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? Json(claims) : null;
    }

    private static byte[]? Decode(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;

    private static JsonElement? Json(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As Gong shows it: base64 of an X.509 public key, with or without the lines around it.</summary>
    private static RSA? KeyOf(string secret)
    {
        var text = string.Concat(secret.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal))).Trim();
        var key = RSA.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return key;
        }
        catch (Exception unusable) when (unusable is FormatException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    /// <summary>What is signed is believed even when it cannot be read: something has happened, and the run finds out what.</summary>
    private static WebhookNotice Read(ReadOnlyMemory<byte> body) => Json(body) is { } announced
        ? new WebhookNotice(
            GongMapper.StartOf(new GongCall { MetaData = announced.Property("callData").Property("metaData") }),
            announced.Property("isTest").ValueKind == JsonValueKind.True)
        : new WebhookNotice(null, false);
}
