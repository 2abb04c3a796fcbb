using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Engagements;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Workspaces;

public sealed class WorkspaceReadsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private LibraryDatabase library = null!; // Set before the first test by InitializeAsync.
    private Actor ours = null!; // Set before the first test by InitializeAsync.
    private Actor theirs = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        library = await LibraryDatabase.CreateAsync(postgres, Cancellation);
        ours = await library.AddWorkspaceAsync("Ours", Cancellation) with { Role = WorkspaceRole.Admin };
        theirs = await library.AddWorkspaceAsync("Theirs", Cancellation) with { Role = WorkspaceRole.Admin };
    }

    public ValueTask DisposeAsync() => library.DisposeAsync();

    [Fact]
    public async Task The_trail_is_read_page_by_page_and_only_ones_own()
    {
        await AppendAsync(ours, "import.started");
        await AppendAsync(theirs, "credential.created");
        await AppendAsync(ours, "import.cancelled");
        var queries = new AuditQueries(library.Databases);

        var newest = await queries.ListAsync(ours, 1, null, Cancellation);
        var older = await queries.ListAsync(ours, 1, newest.OlderThan, Cancellation);

        Assert.Equal("import.cancelled", Assert.Single(newest.Events).Action);
        Assert.Equal("import.started", Assert.Single(older.Events).Action);
        Assert.Null(older.OlderThan);
    }

    [Theory]
    [InlineData(WorkspaceRole.Viewer)]
    [InlineData(WorkspaceRole.Member)]
    public async Task The_trail_is_not_for_everybody(WorkspaceRole role)
    {
        await AppendAsync(ours, "import.started");

        Assert.Empty((await new AuditQueries(library.Databases).ListAsync(ours with { Role = role }, 10, null, Cancellation)).Events);
    }

    [Fact]
    public async Task A_user_sees_the_workspaces_of_their_memberships_by_name()
    {
        var userId = Guid.CreateVersion7();
        await using var database = await library.Databases.CreateDbContextAsync(Cancellation);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO users (id, is_staff, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
             VALUES ({userId}, false, now(), false, false, false, true, 0);
             INSERT INTO memberships (workspace_id, user_id, role, created_at)
             VALUES ({theirs.WorkspaceId}, {userId}, 'viewer', now()), ({ours.WorkspaceId}, {userId}, 'owner', now());
             """,
            Cancellation);
        await library.AddWorkspaceAsync("Elsewhere", Cancellation);

        var workspaces = await new MyWorkspaces(library.Databases).ListAsync(ours with { UserId = userId }, Cancellation);

        Assert.Equal(["Ours", "Theirs"], workspaces.Select(workspace => workspace.Name));
    }

    [Fact]
    public async Task The_overview_of_an_idle_installation_is_empty()
    {
        var view = await new StaffOverview(library.Databases, TimeProvider.System).ReadAsync(Cancellation);

        Assert.Empty(view.Jobs);
        Assert.Empty(view.Queue);
        Assert.Empty(view.Blocked);
        Assert.Empty(view.Nodes);
    }

    private async Task AppendAsync(Actor actor, string action)
    {
        await using var database = await library.Databases.CreateDbContextAsync(Cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
        await new AuditTrail(TimeProvider.System).AppendAsync(database, actor.WorkspaceId, actor.Name, action, null, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }
}
