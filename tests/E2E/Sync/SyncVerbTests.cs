using System.Security.Cryptography;
using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Webhooks;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Sync;

public sealed class SyncVerbTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_is_switched_on_changed_and_switched_off_and_each_is_in_the_trail()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var configure = world.Get<ConfigureSync>();

        var on = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, true, null, Token));
        var changed = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, true, 15, Token));
        var same = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, true, null, Token));
        var off = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, false, null, Token));

        Assert.Equal((true, 60), (on.Enabled, on.SyncFrequencyMinutes));
        Assert.NotNull(on.NextRunAt);
        Assert.Equal((true, 15), (changed.Enabled, changed.SyncFrequencyMinutes));
        Assert.Equal((true, 15), (same.Enabled, same.SyncFrequencyMinutes));
        Assert.Equal((false, 15, null), (off.Enabled, off.SyncFrequencyMinutes, off.NextRunAt));
        Assert.Equal(off.Id, Assert.Single(await world.Get<SyncQueries>().ListAsync(actor, Token)).Id);
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        Assert.Equal(
            ["sync.enabled", "sync.changed", "sync.disabled"],
            await database.AuditEvents.OrderBy(row => row.Seq).Select(row => row.Action).ToListAsync(Token));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10_081)]
    [InlineData(-1)]
    public async Task A_frequency_out_of_range_is_refused(int minutes)
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);

        var refused = await world.Get<ConfigureSync>().ExecuteAsync(actor, credential, true, minutes, Token);

        Assert.Equal(RefusalKind.BadInput, refused.Refusal?.Kind);
        Assert.Empty(await world.Get<SyncQueries>().ListAsync(actor, Token));
    }

    [Fact]
    public async Task A_foreign_a_deleted_and_an_unknown_credential_are_answered_alike_and_a_viewer_may_look_only()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var (stranger, _) = await world.AddWorkspaceAsync(Token);
        var configure = world.Get<ConfigureSync>();
        EngineWorld.Value(await configure.ExecuteAsync(actor, credential, true, null, Token));

        var viewer = await configure.ExecuteAsync(actor with { Role = WorkspaceRole.Viewer }, credential, false, null, Token);
        var foreign = await configure.ExecuteAsync(stranger, credential, true, null, Token);
        var unknown = await configure.ExecuteAsync(actor, Guid.NewGuid(), true, null, Token);
        EngineWorld.Value(await world.Get<DeleteCredential>().ExecuteAsync(actor, credential, Token));
        var deleted = await configure.ExecuteAsync(actor, credential, true, null, Token);

        Assert.Equal(RefusalKind.Forbidden, viewer.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, unknown.Refusal?.Kind);
        Assert.Equal(unknown.Refusal, foreign.Refusal);
        Assert.Equal(unknown.Refusal, deleted.Refusal);
        Assert.Empty(await world.Get<SyncQueries>().ListAsync(actor, Token));
    }

    [Fact]
    public async Task An_address_for_announcements_stays_the_same_and_its_secret_is_nowhere_to_be_read()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var configure = world.Get<ConfigureWebhook>();
        using var key = RSA.Create(2048);
        var secret = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

        var first = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, null, null, Token));
        var withKey = EngineWorld.Value(await configure.ExecuteAsync(actor, credential, secret, null, Token));
        var wrong = await configure.ExecuteAsync(actor, credential, "not a key", null, Token);
        var member = await configure.ExecuteAsync(actor with { Role = WorkspaceRole.Member }, credential, null, null, Token);

        Assert.Matches("^https://calls\\.example/webhooks/gong/[A-Za-z0-9_-]{32}$", first.Url);
        Assert.Equal((first.Url, false, true), (withKey.Url, first.IsReady, withKey.IsReady));
        Assert.Equal((RefusalKind.BadInput, RefusalKind.Forbidden), (wrong.Refusal?.Kind, member.Refusal?.Kind));
        Assert.True(Assert.Single(await world.Get<SyncQueries>().ListAsync(actor, Token)).Enabled);
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        var row = await database.CredentialWebhooks.SingleAsync(Token);
        Assert.DoesNotContain(secret, row.EncryptedSecret);
        Assert.Equal(secret, world.Get<WebhookCipher>().Unprotect(row.EncryptedSecret ?? "", row));
    }
}
