using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>What an administrator enters in the app's page.</summary>
internal sealed record ZoomPhoneEventAddress(string? Url, string? SecretToken);

/// <summary>The app's event subscription. Zoom has no API for it, so it is set as a lever; the address has to know the secret.</summary>
internal sealed class ZoomPhoneAnnouncer(TimeProvider time) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(3) };
    private (Uri Address, byte[] Key)? _subscriber;

    public async Task<IResult> SetAsync(ZoomPhoneEventAddress wanted, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(wanted.Url, UriKind.Absolute, out var address) || !address.IsLoopback || string.IsNullOrEmpty(wanted.SecretToken))
        {
            return Results.BadRequest("url (loopback here) and secretToken are required.");
        }

        var (key, token) = (Encoding.UTF8.GetBytes(wanted.SecretToken), Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', 'a').Replace('/', 'b'));
        var question = new { Event = "endpoint.url_validation", Payload = new ZoomPhoneChallenge(token), EventTs = time.GetUtcNow().ToUnixTimeMilliseconds() };
        using var answer = await PostAsync(address, key, question, cancellationToken);
        var said = answer is { IsSuccessStatusCode: true } ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
        if (!said.Contains(Hash(key, token), StringComparison.Ordinal) || !said.Contains(token, StringComparison.Ordinal))
        {
            return Results.BadRequest("URL validation failed.");
        }

        _subscriber = (address, key);
        return Results.Ok(new { address = address.AbsoluteUri });
    }

    public void Forget() => _subscriber = null;

    public async Task SendAsync(object recording, CancellationToken cancellationToken)
    {
        if (_subscriber is var (address, key))
        {
            var announcement = new
            {
                Event = "phone.recording_completed",
                EventTs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Payload = new { AccountId = "sandbox-account", Object = new { Recordings = new[] { recording } } },
            };
            using var answer = await PostAsync(address, key, announcement, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage?> PostAsync(Uri address, byte[] key, object content, CancellationToken cancellationToken)
    {
        var (body, stamp) = (JsonSerializer.Serialize(content, ZoomPhoneErrors.Json), time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("x-zm-request-timestamp", stamp);
        request.Headers.Add("x-zm-signature", $"v0={Hash(key, $"v0:{stamp}:{body}")}");
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Hash(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}

internal sealed record ZoomPhoneChallenge([property: System.Text.Json.Serialization.JsonPropertyName("plainToken")] string PlainToken);
