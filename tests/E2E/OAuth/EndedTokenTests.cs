namespace CallImport.Tests.E2E.OAuth;

/// <summary>A token that has ended is tried by as few requests as can be, whatever the number of nodes and of those who wait.</summary>
public sealed class EndedTokenTests(OAuthWorld world) : IClassFixture<OAuthWorld>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A pace at which requests wait for each other, but not too long to be let in. Before anything is asked: nodes remember it for a while.</summary>
    public async ValueTask InitializeAsync() =>
        await world.First.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 300", Cancelled);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task While_a_token_is_renewed_nobody_tries_the_old_one()
    {
        var row = await world.ConnectAsync(await world.AdminAsync());
        await using var other = new TokenTurn(await world.First.DatabaseAsync(Cancelled), row.Id);
        await other.TakeAsync(Cancelled);
        await world.Sandbox.SetAsync("gong/tokens/revoke", new { refreshTokens = false }, Cancelled);
        await world.ForgetRequestsAsync();

        var found = OAuthWorld.CountAsync(world.Second, row.Id);
        Assert.NotSame(found, await Task.WhenAny(found, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancelled)));
        var later = Enumerable.Range(0, 5).Select(_ => OAuthWorld.CountAsync(world.Second, row.Id)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
        Assert.Equal((0, 1), await world.RequestsAsync());
        await other.DieAsync(world.First, Cancelled);

        Assert.All(await Task.WhenAll(later.Append(found)), count => Assert.Equal(5, count));
        Assert.Equal(1, (await world.RequestsAsync()).Tokens);
    }

    [Fact]
    public async Task What_waits_in_line_while_a_token_ends_is_not_sent_with_it_by_any_node()
    {
        var row = await world.ConnectAsync(await world.AdminAsync());
        await using var other = new TokenTurn(await world.First.DatabaseAsync(Cancelled), row.Id);
        await other.TakeAsync(Cancelled);
        await world.Sandbox.SetAsync("gong/tokens/revoke", new { refreshTokens = false }, Cancelled);
        await world.ForgetRequestsAsync();

        var counts = Enumerable.Range(0, 6).Select(number => OAuthWorld.CountAsync(number % 2 == 0 ? world.First : world.Second, row.Id)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancelled);
        var (tokens, requests) = await world.RequestsAsync();
        await other.DieAsync(world.First, Cancelled);

        Assert.Equal(0, tokens);
        Assert.Equal(1, requests);
        Assert.All(await Task.WhenAll(counts), count => Assert.Equal(5, count));
        Assert.Equal(1, (await world.RequestsAsync()).Tokens);
    }
}
