using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Engagements;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Workspaces;

public sealed class ApiTokenVerbTests(PostgresFixture postgres) : IAsyncLifetime
{
    private LibraryDatabase library = null!; // Set before the first test by InitializeAsync.
    private Actor admin = null!; // Set before the first test by InitializeAsync.
    private Actor viewer = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CreateApiToken Create => new(library.Databases, new AuditTrail(TimeProvider.System), TimeProvider.System);

    private RevokeApiToken Revoke => new(library.Databases, new AuditTrail(TimeProvider.System), TimeProvider.System);

    private ApiTokenQueries Queries => new(library.Databases);

    public async ValueTask InitializeAsync()
    {
        library = await LibraryDatabase.CreateAsync(postgres, Cancellation);
        var workspace = await library.AddWorkspaceAsync("Ours", Cancellation);
        admin = await JoinAsync(workspace, WorkspaceRole.Admin);
        viewer = await JoinAsync(workspace, WorkspaceRole.Viewer);
    }

    public ValueTask DisposeAsync() => library.DisposeAsync();

    [Fact]
    public async Task A_member_makes_no_token_wider_than_the_role()
    {
        Assert.Equal(RefusalKind.Forbidden, (await MakeAsync(viewer, "read", "import")).Refusal?.Kind);
        Assert.True((await MakeAsync(viewer, "read")).Succeeded);
    }

    [Fact]
    public async Task A_token_makes_none_wider_or_longer_lived_than_itself_and_without_the_scope_admin_none_at_all()
    {
        var ends = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds());
        var maker = (await Create.ExecuteAsync(admin, new ApiTokenRequest("maker", ["read", "admin"], ends), Cancellation)).Value;
        var token = admin with { TokenId = maker?.Token.Id, Scopes = ApiScopes.Read | ApiScopes.Admin };

        Assert.Equal(RefusalKind.Forbidden, (await MakeAsync(token, ends, "credentials")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await MakeAsync(token, "read")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await MakeAsync(token, ends.AddSeconds(1), "read")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await MakeAsync(token with { Scopes = ApiScopes.Read }, ends, "read")).Refusal?.Kind);
        Assert.True((await MakeAsync(token, ends, "read")).Succeeded);
    }

    [Theory]
    [InlineData("", "read")]
    [InlineData("Without scopes")]
    [InlineData("Of an unknown scope", "write")]
    public async Task What_no_token_can_be_like_is_refused(string name, params string[] scopes)
    {
        var made = await Create.ExecuteAsync(admin, new ApiTokenRequest(name, scopes, null), Cancellation);

        Assert.Equal(RefusalKind.BadInput, made.Refusal?.Kind);
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_everybodys_tokens_a_member_only_their_own()
    {
        var theirs = (await MakeAsync(viewer, "read")).Value?.Token.Id ?? Guid.Empty;
        var ours = (await MakeAsync(admin, "read", "credentials")).Value?.Token.Id ?? Guid.Empty;

        Assert.Equal([ours, theirs], (await Queries.ListAsync(admin, Cancellation)).Select(row => row.Token.Id));
        Assert.Equal([theirs], (await Queries.ListAsync(viewer, Cancellation)).Select(row => row.Token.Id));
        Assert.Equal(RefusalKind.NotFound, (await Revoke.ExecuteAsync(viewer, ours, Cancellation)).Refusal?.Kind);
        Assert.NotNull((await Revoke.ExecuteAsync(admin, theirs, Cancellation)).Value?.RevokedAt);
    }

    [Fact]
    public async Task A_foreign_administrator_finds_no_token_here()
    {
        var ours = (await MakeAsync(admin, "read")).Value?.Token.Id ?? Guid.Empty;
        var stranger = await JoinAsync(await library.AddWorkspaceAsync("Theirs", Cancellation), WorkspaceRole.Owner);

        Assert.Empty(await Queries.ListAsync(stranger, Cancellation));
        Assert.Equal(new UnknownToken(), (await Revoke.ExecuteAsync(stranger, ours, Cancellation)).Refusal);
        Assert.Equal(new UnknownToken(), (await Revoke.ExecuteAsync(stranger, Guid.NewGuid(), Cancellation)).Refusal);
    }

    [Fact]
    public async Task A_token_without_the_scope_admin_ends_itself_and_no_other()
    {
        var leaked = (await MakeAsync(admin, "read")).Value?.Token.Id ?? Guid.Empty;
        var other = (await MakeAsync(admin, "read")).Value?.Token.Id ?? Guid.Empty;
        var token = admin with { TokenId = leaked, Scopes = ApiScopes.Read };

        Assert.Equal(RefusalKind.Forbidden, (await Revoke.ExecuteAsync(token, other, Cancellation)).Refusal?.Kind);
        Assert.True((await Revoke.ExecuteAsync(token, leaked, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task Making_and_ending_are_audited_once_each()
    {
        var made = (await MakeAsync(admin, "read")).Value?.Token.Id ?? Guid.Empty;
        await Revoke.ExecuteAsync(admin, made, Cancellation);
        await Revoke.ExecuteAsync(admin, made, Cancellation);

        var trail = await new AuditQueries(library.Databases).ListAsync(admin, 10, null, Cancellation);

        Assert.Equal(["token.revoked", "token.created"], trail.Events.Select(row => row.Action));
    }

    private Task<Result<NewApiToken>> MakeAsync(Actor actor, params string[] scopes) => MakeAsync(actor, null, scopes);

    private Task<Result<NewApiToken>> MakeAsync(Actor actor, DateTimeOffset? ends, params string[] scopes) =>
        Create.ExecuteAsync(actor, new ApiTokenRequest("test", scopes, ends), Cancellation);

    private async Task<Actor> JoinAsync(Actor workspace, WorkspaceRole role)
    {
        var userId = Guid.CreateVersion7();
        await using var database = await library.Databases.CreateDbContextAsync(Cancellation);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO users (id, email, is_staff, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
             VALUES ({userId}, {$"{userId}@callimport.test"}, false, now(), false, false, false, true, 0)
             """,
            Cancellation);
        database.Memberships.Add(new Membership { WorkspaceId = workspace.WorkspaceId, UserId = userId, Role = role, CreatedAt = TimeProvider.System.GetUtcNow() });
        await database.SaveChangesAsync(Cancellation);
        return workspace with { UserId = userId, Role = role, Name = $"{userId}@callimport.test" };
    }
}
