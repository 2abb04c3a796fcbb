using System.Net;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>What a platform answered, read whole.</summary>
/// <param name="RetryAfter">How long it asks to wait; null when it does not say.</param>
/// <param name="Json">The body, cleaned of what neither text columns nor JSON readers take; empty when it is no JSON by its own account.</param>
internal sealed record PlatformAnswer(HttpStatusCode Status, TimeSpan? RetryAfter, byte[] Json)
{
    /// <summary>Where it redirects to; only of requests that keep redirects.</summary>
    public Uri? Location { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <exception cref="PlatformException">UnusableAnswer when the body is not the JSON that <typeparamref name="T"/> describes.</exception>
    public T Read<T>(string platform, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Json, options) ?? throw Unusable(platform);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // The reader's message can quote the body.
            throw Unusable(platform);
        }
    }

    public static PlatformException Unusable(string platform) => new(
        FailureClass.Transient,
        $"{platform} answered with something that is not what it documents. It is tried again; if it stays, check the base URL or ask {platform}'s support.",
        PlatformFault.UnusableAnswer);

    public override string ToString() => $"{(int)Status}";
}
