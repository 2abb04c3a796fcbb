using System.Text.Json;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>A server as in production with an owner and what operator commands need.</summary>
public sealed class ProductionNode : IAsyncDisposable
{
    internal const string Email = "ada@acme.test";
    internal const string Password = "correct-horse-battery";

    private readonly ProductionSettings settings = new();
    private Dictionary<string, string> configuration = [];
    private AppProcess? app;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Uri Address => app?.Address ?? throw new InvalidOperationException("Not started.");

    public string Output => app?.Output ?? "";

    public string Database => configuration["ConnectionStrings:CallImport"];

    public async Task EnsureAsync(PostgresFixture postgres)
    {
        if (app is not null)
        {
            return;
        }

        configuration = settings.With(await postgres.CreateMigratedDatabaseAsync(Cancelled), ("SignIn:MaxFailures", "5"));
        app = await AppProcess.StartAsync(configuration, Cancelled);
        await AdminAsync(["create-workspace", "--name", "Acme"], null);
        await AdminAsync(["create-user", "--email", Email, "--password-stdin", "--workspace", "Acme", "--role", "owner"], Password);
    }

    public async Task<JsonDocument> AdminAsync(string[] command, string? input, int exitCode = 0)
    {
        var (code, output, errors) = await AppProcess.RunAdminAsync(configuration, command, input, Cancelled);
        Assert.True(code == exitCode, output + errors);
        return JsonDocument.Parse(output);
    }

    /// <summary>A workspace with one imported call for each of the people.</summary>
    /// <returns>their ids in the library</returns>
    public async Task<Guid[]> AddCallsAsync(string workspace, string[] people)
    {
        var ids = people.Select(_ => Guid.NewGuid()).ToArray();
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(
            """
            WITH home AS (INSERT INTO workspaces (id, name, is_paid, created_at) VALUES (gen_random_uuid(), @workspace, false, now()) RETURNING id),
            credential AS (
                INSERT INTO import_credentials (id, workspace_id, platform, label, credential_type, encrypted_credentials, scopes, status)
                SELECT gen_random_uuid(), id, 'gong', 'default', 'api_key', '{}', '{}', 'valid' FROM home RETURNING id, workspace_id),
            job AS (
                INSERT INTO import_jobs (id, workspace_id, credential_id, platform, job_type, status, total_calls, found_calls, processed_calls, listing_sealed_at, started_at, completed_at)
                SELECT gen_random_uuid(), workspace_id, id, 'gong', 'historical', 'completed', 4, 4, 4, now(), now(), now() FROM credential RETURNING id, workspace_id, credential_id),
            added AS (
                INSERT INTO engagements (id, workspace_id, source_platform, source_call_id, started_at, participants)
                SELECT call.id, workspace_id, 'gong', call.id::text, now(), jsonb_build_array(jsonb_build_object('email', email))
                FROM unnest(@ids, @people) AS call (id, email), job RETURNING id, source_call_id, started_at)
            INSERT INTO imported_calls (id, import_job_id, workspace_id, credential_id, source_platform, source_call_id, started_at, source_metadata, status, engagement_id, completed_at)
            SELECT gen_random_uuid(), job.id, workspace_id, credential_id, 'gong', source_call_id, started_at, '{}', 'completed', added.id, now() FROM added, job
            """);
        command.Parameters.AddWithValue("workspace", workspace);
        command.Parameters.AddWithValue("ids", ids);
        command.Parameters.AddWithValue("people", people);
        await command.ExecuteNonQueryAsync(Cancelled);
        return ids;
    }

    public async Task<IReadOnlyList<Guid>> EngagementsAsync(string workspace)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand("SELECT id FROM engagements WHERE workspace_id = (SELECT id FROM workspaces WHERE name = @workspace)");
        command.Parameters.AddWithValue("workspace", workspace);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        List<Guid> ids = [];
        while (await reader.ReadAsync(Cancelled))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        settings.Dispose();
    }
}
