using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.RingCentral;
using CallImport.Infrastructure.Platforms.ZoomPhone;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>What the sandbox's vendors ask and announce is answered and believed, over a real connection.</summary>
public sealed class SandboxAnnouncementTests : IAsyncLifetime
{
    private const string Secret = "a-secret-that-two-sides-know";

    private readonly List<WebhookNotice?> notices = [];
    private WebApplication? listener;
    private IWebhookVerifier verifier = new RingCentralWebhooks();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => $"{listener?.Urls.First()}/webhooks/any/key";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        listener = builder.Build();
        listener.Urls.Add("http://127.0.0.1:0");
        listener.MapPost("/webhooks/any/key", TakeAsync);
        await listener.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_RingCentral_subscription_is_made_and_announces_the_next_call()
    {
        await using var sandbox = await SandboxPlatforms.StartAsync(RingCentralPlatform.Slug, Small, Token);
        var adapter = new RingCentralAdapter(
            new PlatformTransport(sandbox, TimeProvider.System), sandbox.TokensAt("/ringcentral/restapi/oauth/token"), TimeProvider.System);
        var connection = await sandbox.OpenAsync(adapter, Token, (RingCentralPlatform.Jwt, "SANDBOX-RINGCENTRAL-FULL"));
        using var client = sandbox.CreateClient("");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Address, "/ringcentral/restapi/v1.0/subscription"));
        request.Headers.Authorization = new("Bearer", connection.Secret[TokenFields.AccessToken]);
        request.Content = JsonContent.Create(new
        {
            eventFilters = new[] { "/restapi/v1.0/account/~/telephony/sessions?withRecordings=true&statusCode=Disconnected" },
            deliveryMode = new { transportType = "WebHook", address = Address, verificationToken = Secret },
        });

        using var made = await client.SendAsync(request, Token);
        made.EnsureSuccessStatusCode();
        await sandbox.ControlAsync("ringcentral/calls/add", new { count = 1, minutesAgo = 3 }, Token);

        Assert.Equal(604_800, (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("expiresIn").GetInt64());
        Assert.InRange(TimeProvider.System.GetUtcNow() - Assert.Single(notices)?.CallStartedAt ?? TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Zoom_s_question_is_answered_and_the_next_recording_announced()
    {
        verifier = new ZoomPhoneWebhooks();
        await using var sandbox = await SandboxPlatforms.StartAsync(ZoomPhonePlatform.Slug, Small, Token);

        await sandbox.ControlAsync("zoom_phone/webhook", new { url = Address, secretToken = Secret }, Token);
        await sandbox.ControlAsync("zoom_phone/calls/add", new { count = 1, minutesAgo = 3 }, Token);

        Assert.InRange(TimeProvider.System.GetUtcNow() - Assert.Single(notices)?.CallStartedAt ?? TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
    }

    private static void Small(SandboxOptions options) => (options.RingCentral.Calls, options.ZoomPhone.Calls) = (3, 3);

    /// <summary>As the product's own address does it.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, Token);
        var request = new WebhookRequest
        {
            Url = new Uri(Address),
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            Body = body.ToArray(),
            Now = TimeProvider.System.GetUtcNow(),
            Tolerance = TimeSpan.FromMinutes(5),
        };
        if (verifier.Answer(request, [Secret]) is not { } reply)
        {
            notices.Add(verifier.Verify(request, Secret));
            return;
        }

        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(reply.Json ?? "", Token);
    }
}
