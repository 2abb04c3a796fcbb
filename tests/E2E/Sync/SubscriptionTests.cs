using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Webhooks;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Sync;

/// <summary>Subscriptions as syncs want them, at a platform that does as it is told. Whoever looks is due each time: nobody waits for hours here.</summary>
public sealed class SubscriptionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ToldSubscriptions platform = new();
    private EngineWorld? world;
    private Actor? actor;
    private Guid credential;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EngineWorld World => world ?? throw new InvalidOperationException("Not started.");

    private Actor Actor => actor ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        world = await EngineWorld.CreateAsync(postgres, Token);
        World.Source.Subscriptions = platform;
        (actor, credential) = await World.AddWorkspaceAsync(Token);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Switching_a_sync_on_makes_one_and_switching_it_off_ends_it()
    {
        await LookAsync();
        Assert.Empty(platform.Live);

        await SwitchAsync(true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => World.Get<KeepSubscriptions>().ExecuteAsync(Token)));
        var made = Assert.Single(platform.Live);
        var webhook = await WebhookAsync();
        Assert.Equal(new Uri($"https://calls.example/webhooks/gong/{webhook.ConnectionKey}"), made.Value.Address);
        Assert.Equal(made.Value.Secret, World.Get<WebhookCipher>().Unprotect(webhook.EncryptedSubscriptionSecret ?? "", webhook));
        Assert.Equal(1, platform.Asked);

        await SwitchAsync(false);
        await World.Get<KeepSubscriptions>().ExecuteAsync(Token);

        Assert.Empty(platform.Live);
        Assert.Null((await WebhookAsync()).SubscriptionId);
    }

    [Fact]
    public async Task One_that_announces_nothing_any_more_is_made_anew_and_one_that_does_is_kept()
    {
        await SwitchAsync(true);
        await LookAsync();
        var first = Assert.Single(platform.Live);
        await LookAsync();
        Assert.Equal(first.Key, Assert.Single(platform.Live).Key);

        platform.Dropped = first.Key;
        await LookAsync();

        var second = Assert.Single(platform.Live);
        Assert.NotEqual((first.Key, first.Value.Secret), (second.Key, second.Value.Secret));
    }

    [Fact]
    public async Task It_is_looked_after_well_before_its_end()
    {
        platform.Left = TimeSpan.FromMinutes(4);
        await SwitchAsync(true);
        await LookAsync();
        await using var database = await World.Databases.CreateDbContextAsync(Token);

        var left = await database.Database.SqlQuery<double>(
            $"""SELECT extract(epoch FROM subscription_due_at - now())::double precision AS "Value" FROM credential_webhooks WHERE credential_id = {credential}""").SingleAsync(Token);

        Assert.InRange(left, 30, 60);
    }

    [Fact]
    public async Task A_right_that_is_missing_is_asked_for_later_and_says_nothing_against_the_credential()
    {
        platform.Refusal = new PlatformException(FailureClass.AuthExpired, "The app lacks the permission SubscriptionWebhook.");
        await SwitchAsync(true);
        await LookAsync();
        await World.Get<KeepSubscriptions>().ExecuteAsync(Token);

        Assert.Equal(1, platform.Asked);
        await using var database = await World.Databases.CreateDbContextAsync(Token);
        Assert.Equal(CredentialStatus.Valid, (await database.ImportCredentials.SingleAsync(row => row.Id == credential, Token)).Status);
        platform.Refusal = null;
        await LookAsync();
        Assert.Single(platform.Live);
    }

    [Fact]
    public async Task Forgetting_the_credential_ends_it()
    {
        await SwitchAsync(true);
        await LookAsync();

        EngineWorld.Value(await World.Get<DeleteCredential>().ExecuteAsync(Actor, credential, Token));

        Assert.Empty(platform.Live);
    }

    private async Task SwitchAsync(bool isOn) => EngineWorld.Value(await World.Get<ConfigureSync>().ExecuteAsync(Actor, credential, isOn, null, Token));

    private async Task LookAsync()
    {
        await using var database = await World.Databases.CreateDbContextAsync(Token);
        await database.Database.ExecuteSqlAsync($"UPDATE credential_webhooks SET subscription_due_at = now()", Token);
        await World.Get<KeepSubscriptions>().ExecuteAsync(Token);
    }

    private async Task<CredentialWebhook> WebhookAsync()
    {
        await using var database = await World.Databases.CreateDbContextAsync(Token);
        return await database.CredentialWebhooks.AsNoTracking().SingleAsync(row => row.CredentialId == credential, Token);
    }

    private sealed class ToldSubscriptions : IWebhookSubscriptions
    {
        private int asked;

        public Dictionary<string, (Uri Address, string Secret)> Live { get; } = [];

        public int Asked => asked;

        public string? Dropped { get; set; }

        public TimeSpan Left { get; set; } = TimeSpan.FromDays(7);

        public PlatformException? Refusal { get; set; }

        public Task<WebhookSubscription> SubscribeAsync(PlatformConnection connection, Uri address, string secret, CancellationToken cancellationToken)
        {
            var id = $"subscription-{Interlocked.Increment(ref asked)}";
            if (Refusal is not null)
            {
                throw Refusal;
            }

            Live.Add(id, (address, secret));
            return Task.FromResult(new WebhookSubscription(id, Left));
        }

        public Task<WebhookSubscription?> KeepAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken) =>
            Task.FromResult(subscriptionId == Dropped ? null : new WebhookSubscription(subscriptionId, Left));

        public Task EndAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken)
        {
            Live.Remove(subscriptionId);
            return Task.CompletedTask;
        }
    }
}
