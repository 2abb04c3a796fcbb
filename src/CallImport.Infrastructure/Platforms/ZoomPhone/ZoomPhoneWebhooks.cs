using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>Announcements of the app's event subscription, signed over time and body with the app's secret token.</summary>
internal sealed class ZoomPhoneWebhooks : IWebhookVerifier
{
    private const string Signature = "x-zm-signature";
    private const string Timestamp = "x-zm-request-timestamp";
    private const int LongestQuestion = 256;

    public string? MistakeIn(string secret) => secret.Trim().Length >= 8
        ? null
        : "For Zoom the secret is the Secret Token that the app shows under Features > Access.";

    /// <summary>
    /// Zoom asks when the address is entered and every 72 hours whether it knows the secret. Only what cannot be the beginning of a signed announcement
    /// is answered: otherwise anybody could have announcements signed here.
    /// </summary>
    public WebhookReply? Answer(WebhookRequest request, IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0 || Read(request.Body) is not { } question || question.Text("event") != "endpoint.url_validation"
            || question.Property("payload").Text("plainToken") is not { Length: <= LongestQuestion } token
            || !token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '='))
        {
            return null;
        }

        var answer = new JsonObject { ["plainToken"] = token, ["encryptedToken"] = Hash(secrets[0], Encoding.UTF8.GetBytes(token)) };
        return new WebhookReply(new Dictionary<string, string>(), answer.ToJsonString());
    }

    public WebhookNotice? Verify(WebhookRequest request, string secret)
    {
        if (Header(request, Signature) is not { } given || Header(request, Timestamp) is not { } stamp || !IsTimely(stamp, request))
        {
            return null;
        }

        var expected = $"v0={Hash(secret, [.. Encoding.UTF8.GetBytes($"v0:{stamp}:"), .. request.Body.Span])}";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given)) ? Notice(request.Body) : null;
    }

    /// <summary>Seconds; some samples show milliseconds.</summary>
    private static bool IsTimely(string stamp, WebhookRequest request)
    {
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
        {
            return false;
        }

        var seconds = sent > 100_000_000_000 ? sent / 1000 : sent;
        return Math.Abs(request.Now.ToUnixTimeSeconds() - seconds) <= request.Tolerance.TotalSeconds;
    }

    private static string Hash(string secret, byte[] message) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));

    private static string? Header(WebhookRequest request, string name) =>
        request.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.Trim();

    /// <summary>Of several recordings the oldest: from there on is looked. Events about other things than new recordings fetch nothing.</summary>
    private static WebhookNotice Notice(ReadOnlyMemory<byte> body)
    {
        if (Read(body) is not { } announced)
        {
            return new WebhookNotice(null, false);
        }

        var starts = announced.Property("payload").Property("object").Property("recordings").Items()
            .Select(recording => DateTimeOffset.TryParse(recording.Text("date_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? start : (DateTimeOffset?)null)
            .OfType<DateTimeOffset>()
            .ToList();
        return new WebhookNotice(starts.Count > 0 ? starts.Min() : null, announced.Text("event") is { } name && !IsAboutNew(name));
    }

    private static bool IsAboutNew(string name) => name.EndsWith("_completed", StringComparison.Ordinal) || name.Contains("_completed_", StringComparison.Ordinal);

    private static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
