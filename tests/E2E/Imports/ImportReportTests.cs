using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Engagements;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Imports;

public sealed class ImportReportTests(PostgresFixture postgres) : IAsyncLifetime
{
    private LibraryDatabase library = null!; // Set before the first test by InitializeAsync.
    private Actor actor = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        library = await LibraryDatabase.CreateAsync(postgres, Cancellation);
        actor = await library.AddWorkspaceAsync("Ours", Cancellation);
    }

    public ValueTask DisposeAsync() => library.DisposeAsync();

    [Fact]
    public async Task Every_call_is_told_once_with_what_became_of_it()
    {
        var jobId = await AddImportAsync();

        var rows = await ReadAsync(actor, jobId);

        Assert.Equal(
            [("new", "imported", null), ("known", "skipped", null), ("gone", "failed", "The recording was deleted.")],
            rows.Select(row => (row.SourceCallId, row.Outcome, row.Error)));
        Assert.Equal("permanent", rows[2].ErrorClass);
        Assert.Equal(1, rows[2].Attempts);
        Assert.NotNull(rows[0].EngagementId);
    }

    [Fact]
    public async Task The_import_of_another_workspace_has_no_report()
    {
        var jobId = await AddImportAsync();
        var stranger = await library.AddWorkspaceAsync("Theirs", Cancellation);

        Assert.Empty(await ReadAsync(stranger, jobId));
    }

    private async Task<List<ReportedCall>> ReadAsync(Actor reader, Guid jobId) =>
        await new ImportReport(library.Databases).ReadAsync(reader, jobId, Cancellation).ToListAsync(Cancellation);

    private async Task<Guid> AddImportAsync()
    {
        var (jobId, earlierId, credentialId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var engagementId = await library.AddCallAsync(actor, new() { Title = "New" }, Cancellation);
        await using var database = await library.Databases.CreateDbContextAsync(Cancellation);
        await database.Database.ExecuteSqlAsync(
            $$"""
             INSERT INTO import_credentials (id, workspace_id, platform, label, credential_type, encrypted_credentials, status, scopes)
             VALUES ({{credentialId}}, {{actor.WorkspaceId}}, 'gong', 'default', 'api_key', '{}', 'valid', '{}');
             INSERT INTO import_jobs (id, workspace_id, credential_id, platform, job_type, status, correlation_id)
             SELECT id, {{actor.WorkspaceId}}, {{credentialId}}, 'gong', 'historical', 'in_progress', id FROM unnest(ARRAY[{{jobId}}, {{earlierId}}]) AS id;
             INSERT INTO imported_calls
                 (import_job_id, workspace_id, credential_id, source_platform, source_call_id, started_at, status, engagement_id, completed_at,
                  last_error_class, last_error, retry_count, source_metadata)
             VALUES
                 ({{jobId}}, {{actor.WorkspaceId}}, {{credentialId}}, 'gong', 'new', '2026-11-20Z', 'completed', {{engagementId}}, now(), NULL, NULL, 0, '{}'),
                 ({{jobId}}, {{actor.WorkspaceId}}, {{credentialId}}, 'gong', 'gone', '2026-11-18Z', 'failed', NULL, NULL, 'permanent',
                  'The recording was deleted.', 1, '{}'),
                 ({{earlierId}}, {{actor.WorkspaceId}}, {{credentialId}}, 'gong', 'known', '2026-11-19Z', 'pending', NULL, NULL, NULL, NULL, 0, '{}');
             INSERT INTO call_skips (import_job_id, imported_call_id, workspace_id)
             SELECT {{jobId}}, id, workspace_id FROM imported_calls WHERE source_call_id = 'known';
             """,
            Cancellation);
        return jobId;
    }
}
