using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Wishes;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Workspaces;

public sealed class WishTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineWorld world = null!; // Set before the first test by InitializeAsync.
    private Actor ours = null!; // Set before the first test by InitializeAsync.
    private Actor theirs = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await EngineWorld.CreateAsync(postgres, Cancelled);
        ours = (await world.AddWorkspaceAsync(Cancelled)).Actor with { Role = WorkspaceRole.Viewer };
        theirs = (await world.AddWorkspaceAsync(Cancelled)).Actor;
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_wish_counts_once_per_workspace_however_it_is_spelt_and_is_audited_once()
    {
        Assert.Equal("Dial Pad", (await WishAsync(ours, " Dial Pad ", null)).Value);
        Assert.Equal("Dial Pad", (await WishAsync(ours, "DialPad!", "200 calls a day")).Value);
        Assert.True((await WishAsync(theirs, "dialpad", null)).Succeeded);
        Assert.True((await WishAsync(theirs, "Aircall", null)).Succeeded);

        var wished = await new WishedPlatforms(world.Databases).ListAsync(Cancelled);

        Assert.Equal([("Dial Pad", 2, "200 calls a day"), ("Aircall", 1, null)], wished.Select(wish => (wish.Name, wish.Workspaces, wish.NewestNote)));
        await using var database = await world.Databases.CreateDbContextAsync(Cancelled);
        Assert.Equal(1, await database.AuditEvents.CountAsync(row => row.WorkspaceId == ours.WorkspaceId && row.Action == "platform.wished", Cancelled));
    }

    [Fact]
    public async Task What_can_be_connected_needs_no_wish() =>
        Assert.Equal(RefusalKind.Conflict, (await WishAsync(ours, "ring central", null)).Refusal?.Kind);

    [Fact]
    public async Task What_is_no_name_is_refused()
    {
        foreach (var name in (string[])["", "  ", "!!!", "a\nb", new string('x', PlatformWish.LongestName + 1)])
        {
            Assert.IsType<WishUnusable>((await WishAsync(ours, name, null)).Refusal);
        }

        Assert.IsType<WishUnusable>((await WishAsync(ours, "Dialpad", new string('x', PlatformWish.LongestNote + 1))).Refusal);
        Assert.IsType<MayNotWish>((await WishAsync(ours with { Scopes = ApiScopes.Import }, "Dialpad", null)).Refusal);
    }

    [Fact]
    public async Task A_workspace_cannot_fill_the_table()
    {
        for (var wish = 0; wish < 10; wish++)
        {
            Assert.True((await WishAsync(ours, $"Platform {wish}", null)).Succeeded);
        }

        Assert.Equal(RefusalKind.RateLimited, (await WishAsync(ours, "One more", null)).Refusal?.Kind);
        Assert.True((await WishAsync(theirs, "One more", null)).Succeeded);
    }

    private Task<Result<string>> WishAsync(Actor actor, string name, string? note) =>
        new WishForPlatform(world.Databases, world.Get<PlatformRegistry>(), world.Get<AuditTrail>()).ExecuteAsync(actor, name, note, Cancelled);
}
