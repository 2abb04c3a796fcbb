using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Tests.E2E.Platforms;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.OAuth;

/// <summary>Connecting by signing in, and what becomes of the tokens afterwards, on two nodes of one database with the sandbox as the platform.</summary>
public sealed class OAuthTests(OAuthWorld world) : IClassFixture<OAuthWorld>
{
    /// <summary>No longer than any platform lists at once.</summary>
    private static CallQuery Lately => new(TimeProvider.System.GetUtcNow().AddDays(-28), TimeProvider.System.GetUtcNow().AddDays(1));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consent_makes_a_connection_at_the_customers_own_address()
    {
        var actor = await world.AdminAsync();
        var end = await world.CompleteAsync(actor, await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor), "allow"));

        Assert.Null(end.Result.Refusal);
        var row = await world.RowAsync(end.Result.Value?.Id ?? default);
        Assert.Equal((CredentialType.OAuth, CredentialStatus.Valid, ImportCredential.DefaultLabel), (row.CredentialType, row.Status, row.Label));
        Assert.Contains("/gong/customers/", row.BaseUrl, StringComparison.Ordinal);
        Assert.Contains("api:calls:read:transcript", row.Scopes);
        Assert.InRange((row.ExpiresAt - row.RenewAt)?.TotalSeconds ?? 0, 299, 301);
        Assert.Equal(5, await OAuthWorld.CountAsync(world.Second, row.Id));
        var connection = await world.First.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        var hunt = new SecretHunt(connection.Secret[TokenFields.AccessToken], connection.Secret[TokenFields.RefreshToken]);
        Assert.Empty(hunt.InText("row", row.EncryptedCredentials));
        var outcome = await world.First.Get<OAuthOutcomes>().FindAsync(actor, end.AttemptId ?? default, Cancelled);
        Assert.Equal((row.Id, 6), (outcome?.CredentialId, outcome?.Checks.Count));
        Assert.Null(await world.First.Get<OAuthOutcomes>().FindAsync(actor with { UserId = Guid.NewGuid() }, end.AttemptId ?? default, Cancelled));
    }

    public static TheoryData<string> Platforms => [.. PlatformCatalog.Descriptors.Where(platform => platform.OAuth is not null).Select(platform => platform.Slug)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Every_platform_that_people_sign_in_at_connects_renews_its_token_once_and_takes_no_for_an_answer(string platform)
    {
        var actor = await world.AdminAsync();
        var denied = await world.CompleteAsync(actor, await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor, platform), "deny", platform));
        Assert.IsType<OAuthDenied>(denied.Result.Refusal);

        var row = await world.ConnectAsync(actor, platform);
        var before = await world.First.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        Assert.Equal((platform, CredentialType.OAuth, CredentialStatus.Valid), (row.Platform, row.CredentialType, row.Status));
        Assert.True((await ListAsync(world.Second, row.Id)).Calls.Count > 0);

        await world.Sandbox.SetAsync($"{platform}/tokens/revoke", new { refreshTokens = false }, Cancelled);
        await world.ForgetRequestsAsync();
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => ListAsync(number % 2 == 0 ? world.First : world.Second, row.Id)));

        Assert.All(pages, page => Assert.True(page.Calls.Count > 0));
        Assert.Equal(1, (await world.RequestsAsync()).Tokens);
        var after = await world.Second.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        Assert.NotEqual(before.Secret[TokenFields.AccessToken], after.Secret[TokenFields.AccessToken]);
    }

    [Fact]
    public async Task An_erased_workspace_gives_its_access_back_and_is_erased_where_a_platform_does_not_answer()
    {
        var (gone, silent) = (await world.AdminAsync(), await world.AdminAsync());
        var (telephone, meetings, unreached) =
            (await world.ConnectAsync(gone, "ringcentral"), await world.ConnectAsync(gone, "fathom"), await world.ConnectAsync(silent, "zoom_phone"));
        var vault = world.First.Get<CredentialVault>();
        var access = await vault.OpenAsync(telephone.Id, Cancelled);

        var erased = await EraseAsync(gone);
        await world.Sandbox.SetAsync("off", new { mode = "reset" }, Cancelled);
        var half = await EraseAsync(silent);
        await world.Sandbox.SetAsync("off", new { mode = "none" }, Cancelled);

        Assert.Equal((2, 1, meetings.Platform), (erased.Credentials, erased.GrantsEnded, Assert.Single(erased.GrantsLeft)));
        Assert.Equal((1, 0, unreached.Platform), (half.Credentials, half.GrantsEnded, Assert.Single(half.GrantsLeft)));
        var refused = await Assert.ThrowsAsync<PlatformException>(() => ListAsync(world.First, access with { CredentialId = null }));
        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        await using var database = await world.First.DatabaseAsync(Cancelled);
        Assert.Empty(database.Workspaces.Where(row => row.Id == gone.WorkspaceId || row.Id == silent.WorkspaceId));
    }

    [Fact]
    public async Task A_state_counts_once()
    {
        var actor = await world.AdminAsync();
        var returned = await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor), "allow");

        var ends = await Task.WhenAll(world.CompleteAsync(actor, returned), world.CompleteAsync(actor, returned));

        Assert.Single(ends, end => end.Result.Succeeded);
        Assert.IsType<OAuthStateUsed>(ends.Single(end => !end.Result.Succeeded).Result.Refusal);
        Assert.IsType<OAuthStateUsed>((await world.CompleteAsync(actor, returned)).Result.Refusal);
    }

    [Fact]
    public async Task A_state_is_of_no_use_to_anybody_but_who_began_it()
    {
        var (actor, other) = (await world.AdminAsync(), await world.AdminAsync());
        var returned = await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor), "allow");

        Actor[] strangers =
        [
            other,
            actor with { WorkspaceId = other.WorkspaceId },
            actor with { UserId = other.UserId },
            actor with { SessionId = "another browser" },
            actor with { SessionId = null, TokenId = Guid.NewGuid() },
        ];
        foreach (var stranger in strangers)
        {
            Assert.IsType<OAuthStateUnknown>((await world.CompleteAsync(stranger, returned)).Result.Refusal);
        }

        Assert.IsType<OAuthStateUnknown>((await world.CompleteAsync(actor, returned with { Platform = "fathom" })).Result.Refusal);
        Assert.IsType<OAuthStateUnknown>((await world.CompleteAsync(actor, returned with { State = "made up" })).Result.Refusal);
        Assert.Equal(RefusalKind.Forbidden, (await world.CompleteAsync(actor with { Role = WorkspaceRole.Member }, returned)).Result.Refusal?.Kind);
        Assert.True((await world.CompleteAsync(actor, returned)).Result.Succeeded);
    }

    [Fact]
    public async Task What_was_denied_or_took_too_long_connects_nothing()
    {
        var actor = await world.AdminAsync();
        var denied = await world.CompleteAsync(actor, await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor), "deny"));
        var late = await OAuthWorld.ConsentAsync(await world.InitiateAsync(actor), "allow");
        await world.First.ExecuteAsync($"UPDATE oauth_attempts SET expires_at = now() WHERE workspace_id = {actor.WorkspaceId} AND used_at IS NULL", Cancelled);

        Assert.IsType<OAuthDenied>(denied.Result.Refusal);
        Assert.NotNull(denied.AttemptId);
        Assert.IsType<OAuthStateExpired>((await world.CompleteAsync(actor, late)).Result.Refusal);
        Assert.Empty(await world.First.Get<CredentialQueries>().ListAsync(actor, Cancelled));
    }

    [Fact]
    public async Task However_many_need_it_a_token_is_renewed_once()
    {
        var row = await world.ConnectAsync(await world.AdminAsync());
        await world.MakeDueAsync(row.Id);
        await world.ForgetRequestsAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 24).Select(number =>
            (number % 2 == 0 ? world.First : world.Second).Get<CredentialVault>().OpenAsync(row.Id, Cancelled)));

        Assert.Single(opened.Select(connection => connection.Secret[TokenFields.AccessToken]).Distinct());
        Assert.Equal((1, 1), await world.RequestsAsync());
        Assert.Equal(5, await OAuthWorld.CountAsync(world.Second, row.Id));
    }

    [Fact]
    public async Task A_token_that_ends_early_is_renewed_and_the_work_goes_on()
    {
        var row = await world.ConnectAsync(await world.AdminAsync());
        await world.Sandbox.SetAsync("gong/tokens/revoke", new { refreshTokens = false }, Cancelled);
        await world.ForgetRequestsAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => OAuthWorld.CountAsync(number % 2 == 0 ? world.First : world.Second, row.Id)));

        Assert.All(counts, count => Assert.Equal(5, count));
        Assert.Equal(1, (await world.RequestsAsync()).Tokens);
    }

    [Fact]
    public async Task A_dead_grant_is_found_out_costs_little_and_comes_back_as_the_same_connection()
    {
        var actor = await world.AdminAsync();
        var row = await world.ConnectAsync(actor);
        var jobId = Guid.NewGuid();
        await world.First.ExecuteAsync(
            $"""
             INSERT INTO import_jobs (id, workspace_id, credential_id, platform, job_type, status, waiting_until, waiting_reason)
             VALUES ({jobId}, {actor.WorkspaceId}, {row.Id}, 'gong', 'historical', 'in_progress', now() + interval '1 hour', 'waits for a login')
             """,
            Cancelled);
        await world.Sandbox.SetAsync("gong/tokens/revoke", new { refreshTokens = true }, Cancelled);
        await world.ForgetRequestsAsync();

        for (var wave = 0; wave < 4; wave++)
        {
            var refused = await Assert.ThrowsAsync<PlatformException>(() => OAuthWorld.CountAsync(wave % 2 == 0 ? world.First : world.Second, row.Id));
            Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        }

        Assert.Equal((1, 2), await world.RequestsAsync());
        Assert.Equal(CredentialStatus.Invalid, (await world.RowAsync(row.Id)).Status);

        var again = await world.ConnectAsync(actor);

        Assert.Equal((row.Id, true), (again.Id, again.IsValid));
        Assert.Equal(5, await OAuthWorld.CountAsync(world.Second, row.Id));
        await using var database = await world.First.DatabaseAsync(Cancelled);
        Assert.Null((await database.ImportJobs.FindAsync([jobId], Cancelled))?.WaitingReason);
    }

    [Fact]
    public async Task A_node_that_dies_while_it_renews_hands_its_turn_over()
    {
        var row = await world.ConnectAsync(await world.AdminAsync());
        await world.MakeDueAsync(row.Id);
        var turn = await world.First.DatabaseAsync(Cancelled);
        await using var dying = new TokenTurn(turn, row.Id);
        await dying.TakeAsync(Cancelled);

        var waiting = world.Second.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1), Cancelled)));
        await dying.DieAsync(world.First, Cancelled);

        Assert.True((await waiting).Secret.Values.ContainsKey(TokenFields.AccessToken));
        Assert.True((await world.RowAsync(row.Id)).RenewAt > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task What_dies_between_answer_and_saving_costs_as_much_as_the_platform_makes_it_cost()
    {
        var actor = await world.AdminAsync();
        var row = await world.ConnectAsync(actor);

        // What a process has done that was killed before it could save: Gong takes a refresh token once.
        var connection = await world.First.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        await (world.First.Get<PlatformCatalog>().Adapter("gong")?.Tokens?.RenewAsync(connection, Cancelled) ?? throw new InvalidOperationException("No tokens."));
        Assert.Equal(5, await OAuthWorld.CountAsync(world.Second, row.Id));
        await world.MakeDueAsync(row.Id);

        await Assert.ThrowsAsync<PlatformException>(() => world.Second.Get<CredentialVault>().OpenAsync(row.Id, Cancelled));

        Assert.Contains("connect the account again", (await world.RowAsync(row.Id)).InvalidReason, StringComparison.Ordinal);
        Assert.Equal(row.Id, (await world.ConnectAsync(actor)).Id);
    }

    [Fact]
    public async Task A_new_sign_in_never_overwrites_a_connection_that_works()
    {
        var actor = await world.AdminAsync();

        var (one, two) = (await world.ConnectAsync(actor), await world.ConnectAsync(actor));

        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(("default", "default 2"), (one.Label, two.Label));
        var taken = await world.First.Get<InitiateOAuth>().ExecuteAsync(actor, new OAuthRequest { Platform = "gong", Label = "default" }, Cancelled);
        Assert.Equal(RefusalKind.Conflict, taken.Refusal?.Kind);
    }

    private static Task<CallPage> ListAsync(PlatformNode node, Guid credentialId) =>
        node.Get<CredentialVault>().UseAsync(credentialId, connection => ListAsync(node, connection), Cancelled);

    private static Task<CallPage> ListAsync(PlatformNode node, PlatformConnection connection) =>
        node.Get<PlatformCatalog>().Adapter(connection.Platform)?.ListCallsAsync(connection, Lately, null, Cancelled) ?? throw new InvalidOperationException("No adapter.");

    private async Task<ErasedWorkspace> EraseAsync(Actor actor)
    {
        var erase = new EraseWorkspace(
            world.First.Get<IDbContextFactory<CallImportDbContext>>(), world.First.Get<AuditTrail>(), world.First.Get<IRecordingStore>(), world.First.Get<RevokeAtPlatform>());
        return await erase.ExecuteAsync(new Workspace { Id = actor.WorkspaceId, Name = "Acme" }, "operator", Cancelled);
    }
}
