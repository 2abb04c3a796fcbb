using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>
/// Announcements of a subscription. RingCentral signs nothing: it repeats the verification token that the subscription was made with. A body that was
/// changed on the way cannot be told, so nothing in it is believed but when to look.
/// </summary>
internal sealed class RingCentralWebhooks : IWebhookVerifier
{
    private const string Validation = "Validation-Token";
    private const string Verification = "Verification-Token";
    private const int ShortestSecret = 16;
    private const int LongestToken = 512;

    public string? MistakeIn(string secret) => secret.Trim().Length >= ShortestSecret && secret.All(letter => letter is > ' ' and < (char)127)
        ? null
        : $"For RingCentral the secret is the verificationToken of the subscription: at least {ShortestSecret} characters of your choice, without blanks.";

    /// <summary>Asked while a subscription is made: no body, and a token that is to come back.</summary>
    public WebhookReply? Answer(WebhookRequest request, IReadOnlyList<string> secrets) =>
        request.Body.IsEmpty && Header(request, Validation) is { Length: > 0 and <= LongestToken } token && token.All(letter => letter is > ' ' and < (char)127)
            ? new WebhookReply(new Dictionary<string, string> { [Validation] = token }, null)
            : null;

    /// <summary>The documents give the header two names; each is taken where there is a body.</summary>
    public WebhookNotice? Verify(WebhookRequest request, string secret) =>
        !request.Body.IsEmpty && (IsSecret(Header(request, Verification), secret) || IsSecret(Header(request, Validation), secret)) ? Read(request.Body) : null;

    private static bool IsSecret(string? given, string secret) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));

    private static string? Header(WebhookRequest request, string name) =>
        request.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.Trim();

    /// <summary>A reminder that the subscription ends is no call. What cannot be read is still a sign that something happened.</summary>
    private static WebhookNotice Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var announced = document.RootElement;
            var started = DateTimeOffset.TryParse(
                announced.Property("body").Text("eventTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null;
            return new WebhookNotice(started, announced.Text("event")?.Contains("/subscription/", StringComparison.Ordinal) == true);
        }
        catch (JsonException)
        {
            return new WebhookNotice(null, false);
        }
    }
}
