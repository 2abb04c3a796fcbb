using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Verification;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Verification;

/// <summary>A checker that never finds anything proves nothing: every kind of damage is done here, and has to be found.</summary>
public sealed class VerifyConsistencyTests(PostgresFixture postgres)
{
    private const string Any = "(SELECT id FROM imported_calls ORDER BY source_call_id LIMIT 1)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DisagreementKind, string> Damage => new()
    {
        { DisagreementKind.Counters, "UPDATE import_jobs SET processed_calls = processed_calls - 1, failed_calls = failed_calls + 1" },
        { DisagreementKind.Counters, "UPDATE import_jobs SET skipped_calls = 1" },
        { DisagreementKind.Counters, "UPDATE import_jobs SET source_calls = 1" },
        { DisagreementKind.Counters, $"UPDATE imported_calls SET status = 'failed', engagement_id = NULL, completed_at = NULL, last_error = 'x', last_error_class = 'permanent' WHERE id = {Any}" },
        { DisagreementKind.Stuck, $"UPDATE imported_calls SET status = 'pending', engagement_id = NULL, completed_at = NULL WHERE id = {Any}" },
        { DisagreementKind.Stuck, $"UPDATE imported_calls SET status = 'downloading', lease_owner = 'gone', lease_until = now() - interval '1 hour', engagement_id = NULL, completed_at = NULL WHERE id = {Any}" },
        { DisagreementKind.Stuck, "UPDATE import_jobs SET status = 'in_progress', completed_at = NULL, updated_at = now() - interval '1 hour'" },
        { DisagreementKind.Stuck, "UPDATE import_jobs SET status = 'in_progress', completed_at = NULL, listing_sealed_at = NULL, updated_at = now() - interval '1 hour'" },
        { DisagreementKind.Lease, $"UPDATE imported_calls SET lease_owner = 'somebody' WHERE id = {Any}" },
        { DisagreementKind.Lost, "DELETE FROM transcripts" },
        { DisagreementKind.Lost, "UPDATE engagements SET recording_key = NULL, recording_bytes = NULL, recording_sha256 = NULL" },
        { DisagreementKind.Duplicate, $"UPDATE imported_calls SET engagement_id = (SELECT engagement_id FROM imported_calls ORDER BY source_call_id DESC LIMIT 1) WHERE id = {Any}" },
        { DisagreementKind.Orphan, $"UPDATE imported_calls SET status = 'failed', engagement_id = NULL, completed_at = NULL, last_error = 'x', last_error_class = 'permanent' WHERE id = {Any}" },
        { DisagreementKind.Links, $"UPDATE imported_calls SET source_call_id = 'another' WHERE id = {Any}" },
        { DisagreementKind.Links, "UPDATE engagements SET transcript_absence = 'none'" },
        { DisagreementKind.Handover, $"INSERT INTO call_handovers (import_job_id, imported_call_id, workspace_id, status, error_class, error, handed_over_at) SELECT import_job_id, id, workspace_id, 'failed', 'permanent', 'x', now() FROM imported_calls WHERE id = {Any}" },
        { DisagreementKind.Handover, $"INSERT INTO call_skips (import_job_id, imported_call_id, workspace_id) SELECT import_job_id, id, workspace_id FROM imported_calls WHERE id = {Any}" },
        { DisagreementKind.Corrupt, "UPDATE engagements SET recording_bytes = recording_bytes + 1" },
        { DisagreementKind.Corrupt, "UPDATE engagements SET recording_sha256 = repeat('0', 64)" },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Damaged_rows_are_found(DisagreementKind kind, string damage)
    {
        await using var world = await ImportedAsync();
        Assert.True((await VerifyAsync(world)).Agrees);

        await world.RunSqlAsync("ALTER TABLE import_jobs DROP CONSTRAINT ck_import_jobs_complete", Token);
        await world.RunSqlAsync(damage, Token);

        Assert.Contains(kind, (await VerifyAsync(world)).Counts.Keys);
    }

    [Fact]
    public async Task Damaged_storage_is_found()
    {
        await using var world = await ImportedAsync();
        var files = Directory.GetFiles(world.StorageRoot, "*.mp3", SearchOption.AllDirectories);
        File.Delete(files[0]);
        await File.WriteAllBytesAsync(files[1], [.. (await File.ReadAllBytesAsync(files[1], Token)).Reverse()], Token);
        await File.AppendAllTextAsync(files[2], "more", Token);
        await File.WriteAllTextAsync(Path.Combine(world.StorageRoot, RecordingKeys.Staging(Guid.NewGuid(), 1)), "left behind", Token);

        var report = await VerifyAsync(world);

        Assert.Equal(
            [(DisagreementKind.Lost, 1L), (DisagreementKind.Orphan, 1L), (DisagreementKind.Corrupt, 2L)],
            report.Counts.Select(count => (count.Key, count.Value)));
        Assert.Equal(3, report.Looked["recordings"] - 1);
    }

    [Fact]
    public async Task What_the_source_has_otherwise_is_found()
    {
        await using var world = await ImportedAsync();
        SourceRecord[] ledger =
        [
            new() { CallId = "call-0", Title = "Another title" },
            new() { CallId = "call-1", Transcript = "Other words" },
            new() { CallId = "call-2", HasRecording = true, RecordingSha256 = new string('0', 64) },
            new() { CallId = "never-imported" },
            .. Enumerable.Range(0, 250).Select(number => new SourceRecord { CallId = $"empty-at-the-source-{number}", HasRecording = false, Transcript = "" }),

            // Some ledgers name a call twice, one after the other or far apart.
            new() { CallId = "empty-at-the-source-249", HasRecording = false, Transcript = "" },
            new() { CallId = "call-0", Title = "Another title" },
        ];

        var report = await VerifyAsync(world, ledger);

        Assert.Equal(
            [(DisagreementKind.Lost, 1L), (DisagreementKind.Orphan, 1L), (DisagreementKind.Corrupt, 3L)],
            report.Counts.Select(count => (count.Key, count.Value)));
        Assert.Equal((254, 2), (report.Looked["source calls"], report.Looked["source calls named again"]));
    }

    private static Task<VerificationReport> VerifyAsync(EngineWorld world, SourceRecord[]? ledger = null) => world.Get<VerifyConsistency>().ExecuteAsync(
        new VerificationOptions { Ledger = ledger?.ToAsyncEnumerable(), Rehash = true, OrphanAge = TimeSpan.Zero }, Token);

    private async Task<EngineWorld> ImportedAsync()
    {
        var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(4, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await using (await world.StartNodeAsync(Token))
        {
            await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        }

        return world;
    }
}
