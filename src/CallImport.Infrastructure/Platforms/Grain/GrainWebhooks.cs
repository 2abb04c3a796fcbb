using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>Grain signs nothing: whoever knows the address is believed, and what is believed only sets off a run that asks Grain itself.</summary>
internal sealed class GrainWebhooks : IWebhookVerifier
{
    public bool SignsAnnouncements => false;

    public string MistakeIn(string secret) => "Grain signs nothing and has no secret; leave it empty and keep the address to yourself.";

    public WebhookNotice? Verify(WebhookRequest request, string secret) => Read(request) is { } announced
        ? announced.Text("type")?.StartsWith("recording_", StringComparison.Ordinal) == true
            ? new WebhookNotice(GrainMapper.StartOf(announced.Property("data")), IsTest: false)
            : new WebhookNotice(null, IsTest: true)
        : null;

    /// <summary>When a hook is made Grain calls the address once, with nothing in it, and wants to be answered well.</summary>
    public WebhookReply? Answer(WebhookRequest request, IReadOnlyList<string> secrets) =>
        Read(request)?.Text("type") is null ? new WebhookReply(new Dictionary<string, string>(), null) : null;

    private static JsonElement? Read(WebhookRequest request)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
