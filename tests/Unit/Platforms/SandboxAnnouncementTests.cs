using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.RingCentral;
using CallImport.Infrastructure.Platforms.ZoomPhone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>What the sandbox's vendors ask and announce is answered and believed, over a real connection.</summary>
public sealed class SandboxAnnouncementTests(SandboxAnnouncementTests.Source source) : IAsyncLifetime, IClassFixture<SandboxAnnouncementTests.Source>
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
        using var sandbox = new SandboxPlatforms(source.Address, RingCentralPlatform.Descriptor);
        var (subscriptions, connection) = await SignInAsync(sandbox);

        var made = await subscriptions.SubscribeAsync(connection, new Uri(Address), Secret, Token);
        await sandbox.ControlAsync("ringcentral/calls/add", new { count = 1, minutesAgo = 3 }, Token);

        Assert.InRange(made.Left, TimeSpan.FromDays(3000), TimeSpan.FromDays(3660));
        Assert.InRange(TimeProvider.System.GetUtcNow() - Assert.Single(notices)?.CallStartedAt ?? TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
        await subscriptions.EndAsync(connection, made.Id, Token);
        await subscriptions.EndAsync(connection, made.Id, Token);
        await sandbox.ControlAsync("ringcentral/calls/add", new { count = 1, minutesAgo = 3 }, Token);
        Assert.Single(notices);
        Assert.Empty(sandbox.Problems);
    }

    [Fact]
    public async Task A_RingCentral_subscription_is_prolonged_before_its_end_and_given_up_when_it_is_blacklisted_or_gone()
    {
        using var sandbox = new SandboxPlatforms(source.Address, RingCentralPlatform.Descriptor);
        var (subscriptions, connection) = await SignInAsync(sandbox);
        var made = await subscriptions.SubscribeAsync(connection, new Uri(Address), Secret, Token);

        await sandbox.ControlAsync("ringcentral/subscriptions", new { endsInSeconds = 60 }, Token);
        Assert.InRange((await subscriptions.KeepAsync(connection, made.Id, Token))?.Left ?? TimeSpan.Zero, TimeSpan.FromDays(3000), TimeSpan.FromDays(3660));
        await sandbox.ControlAsync("ringcentral/subscriptions", new { status = "Blacklisted" }, Token);
        Assert.Null(await subscriptions.KeepAsync(connection, made.Id, Token));

        // What was left at the address is taken away with it.
        var second = await subscriptions.SubscribeAsync(connection, new Uri(Address), Secret, Token);
        Assert.Null(await subscriptions.KeepAsync(connection, made.Id, Token));
        Assert.Equal(second.Id, (await subscriptions.KeepAsync(connection, second.Id, Token))?.Id);
        await subscriptions.EndAsync(connection, second.Id, Token);
        Assert.Empty(sandbox.Problems);
    }

    [Fact]
    public async Task A_RingCentral_address_that_does_not_know_itself_and_an_app_without_the_right_are_refused()
    {
        using var sandbox = new SandboxPlatforms(source.Address, RingCentralPlatform.Descriptor);
        var (subscriptions, connection) = await SignInAsync(sandbox);
        var (_, poor) = await SignInAsync(sandbox, "SANDBOX-RINGCENTRAL-NOWEBHOOKS");

        var silent = await Assert.ThrowsAsync<PlatformException>(() => subscriptions.SubscribeAsync(connection, sandbox.Address, Secret, Token));
        var refused = await Assert.ThrowsAsync<PlatformException>(() => subscriptions.SubscribeAsync(poor, new Uri(Address), Secret, Token));

        Assert.Equal(FailureClass.Permanent, silent.FailureClass);
        Assert.Contains("SubscriptionWebhook", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zoom_s_question_is_answered_and_the_next_recording_announced()
    {
        verifier = new ZoomPhoneWebhooks();
        using var sandbox = new SandboxPlatforms(source.Address, ZoomPhonePlatform.Descriptor);

        await sandbox.ControlAsync("zoom_phone/webhook", new { url = Address, secretToken = Secret }, Token);
        await sandbox.ControlAsync("zoom_phone/calls/add", new { count = 1, minutesAgo = 3 }, Token);

        Assert.InRange(TimeProvider.System.GetUtcNow() - Assert.Single(notices)?.CallStartedAt ?? TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
    }

    private static async Task<(IWebhookSubscriptions Subscriptions, PlatformConnection Connection)> SignInAsync(
        SandboxPlatforms sandbox, string jwt = "SANDBOX-RINGCENTRAL-FULL")
    {
        var adapter = new RingCentralAdapter(new PlatformTransport(sandbox, TimeProvider.System), sandbox.Tokens, TimeProvider.System);
        return (adapter.Subscriptions, await sandbox.OpenAsync(adapter, Token, (RingCentralPlatform.Jwt, jwt)));
    }

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

    public sealed class Source() : SharedSandbox(options =>
    {
        (options.RingCentral.Calls, options.ZoomPhone.Calls) = (3, 3);
        (options.RingCentral.AuthPerMinute, options.RingCentral.LightPerMinute, options.RingCentral.MediumPerMinute) = (0, 0, 0);
    });
}
