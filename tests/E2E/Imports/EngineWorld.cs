using System.Security.Cryptography;
using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Verification;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallImport.Tests.E2E.Imports;

/// <summary>A database, a source, a media host and a folder, and as many nodes as a test asks for.</summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Newest = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<EngineNode> nodes = [];
    private readonly EngineNode tools;
    private readonly EngineLog log = new();

    private EngineWorld(string connectionString, MediaServer media)
    {
        Media = media;
        Source = new FakeSource(media.Address);
        StorageRoot = Path.Combine(Path.GetTempPath(), $"callimport-store-{Guid.NewGuid():N}");
        Settings = new EngineSettings(connectionString, StorageRoot, Source, log)
        {
            Imports = imports => (imports.LeaseSeconds, imports.RetryBaseSeconds, imports.RetryMaxSeconds, imports.HttpStallSeconds) = (3, 1, 2, 2),
        };
        tools = EngineNode.Build(Settings, NodeRole.Web);
    }

    public EngineSettings Settings { get; set; }

    public MediaServer Media { get; }

    public FakeSource Source { get; }

    public string StorageRoot { get; }

    public IDbContextFactory<CallImportDbContext> Databases => tools.Get<IDbContextFactory<CallImportDbContext>>();

    public static async Task<EngineWorld> CreateAsync(PostgresFixture postgres, CancellationToken cancellationToken)
    {
        var connectionString = await postgres.CreateMigratedDatabaseAsync(cancellationToken);
        var world = new EngineWorld(connectionString, await MediaServer.StartAsync());
        await world.Get<SeedPlatformRegistry>().ExecuteAsync(cancellationToken);
        return world;
    }

    /// <summary>A verb or query, as a node without work would call it.</summary>
    public T Get<T>()
        where T : notnull => tools.Get<T>();

    /// <param name="role">Verbs run on a node without work, so that those with work are workers unless a test wants it otherwise.</param>
    public async Task<EngineNode> StartNodeAsync(CancellationToken cancellationToken, NodeRole role = NodeRole.Worker)
    {
        var node = EngineNode.Build(Settings, role);
        nodes.Add(node);
        await node.StartAsync(cancellationToken);
        return node;
    }

    public async Task<(Actor Actor, Guid Credential)> AddWorkspaceAsync(CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        var workspace = new Workspace { Id = Guid.CreateVersion7(), Name = "Acme" };
        database.Workspaces.Add(workspace);
        var credential = new ImportCredential(
            Guid.CreateVersion7(), workspace.Id, "gong", ImportCredential.DefaultLabel, CredentialType.ApiKey, null, TimeProvider.System.GetUtcNow());
        var secret = new CredentialSecret(CredentialType.ApiKey, new Dictionary<string, string> { ["accessKey"] = "key", ["accessKeySecret"] = "secret" });
        credential.Seal(Get<CredentialCipher>().Protect(secret, workspace.Id, "gong", credential.Id), "key", null, TimeProvider.System.GetUtcNow());
        database.ImportCredentials.Add(credential);
        await database.SaveChangesAsync(cancellationToken);
        return (new Actor(workspace.Id, null, "tester", WorkspaceRole.Owner), credential.Id);
    }

    /// <summary>Syncs run only where somebody is a member.</summary>
    public async Task AddMemberAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var user = new AppUser { Id = Guid.CreateVersion7(), UserName = "m@acme.test", CreatedAt = now };
        database.Users.Add(user);
        database.Memberships.Add(new Membership { WorkspaceId = workspaceId, UserId = user.Id, Role = WorkspaceRole.Owner, CreatedAt = now });
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task<ImportJob> StartImportAsync(Actor actor, Guid credential, CancellationToken cancellationToken, int? limit = null)
    {
        var result = await Get<StartImport>().ExecuteAsync(actor, new StartImportRequest { CredentialId = credential, CallLimit = limit }, cancellationToken);
        return Value(result);
    }

    public static T Value<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Refusal.Message);

    public async Task<ImportJob> JobAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportJobs.AsNoTracking().SingleAsync(job => job.Id == jobId, cancellationToken);
    }

    public async Task<List<ImportedCall>> CallsAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportedCalls.AsNoTracking().Where(call => call.ImportJobId == jobId).OrderByDescending(call => call.StartedAt).ToListAsync(cancellationToken);
    }

    public async Task<ImportedCall> CallAsync(string sourceCallId, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportedCalls.AsNoTracking().SingleAsync(call => call.SourceCallId == sourceCallId, cancellationToken);
    }

    public Task<ImportJob> EndAsync(Guid jobId, CancellationToken cancellationToken, int seconds = 30) =>
        UntilAsync(jobId, job => job.Status.IsTerminal(), cancellationToken, seconds);

    /// <summary>Waits until the job is as asked, and says what it was instead.</summary>
    public async Task<ImportJob> UntilAsync(Guid jobId, Func<ImportJob, bool> isSo, CancellationToken cancellationToken, int seconds = 30)
    {
        ImportJob? job = null;
        try
        {
            await WaitAsync(async () => isSo(job = await JobAsync(jobId, cancellationToken)), cancellationToken, seconds);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"""
                The job is {job?.Status}, total {job?.TotalCalls}, found {job?.FoundCalls}, processed {job?.ProcessedCalls}, failed {job?.FailedCalls},
                skipped {job?.SkippedCalls}, waiting '{job?.WaitingReason}', error '{job?.LastError}', sealed {job?.ListingSealedAt}.
                {string.Join('\n', log.Last(40))}
                """);
        }

        return job ?? throw new InvalidOperationException("There is no such job.");
    }

    public async Task WaitAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken, int seconds = 30)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await IsSoAsync(isSo))
        {
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(seconds))
            {
                throw new TimeoutException($"It did not become so within {seconds} s.\n{string.Join('\n', log.Last(40))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>A test looks again when its own connection was cut.</summary>
    private static async Task<bool> IsSoAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (Exception cut) when (CallFates.IsDatabase(cut))
        {
            return false;
        }
    }

    public async Task<int> RunSqlAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>As a restarted server or a failover does it.</summary>
    public async Task CutConnectionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Settings.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Rows, counters, library and files tell the same story, and every file is what the source served.</summary>
    public async Task MustAgreeAsync(CancellationToken cancellationToken)
    {
        Assert.Empty(await LedgerCheck.FindDifferencesAsync(Get<VerifyConsistency>(), null, 0, cancellationToken));
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        foreach (var engagement in await database.Engagements.AsNoTracking().Where(row => row.RecordingKey != null).ToListAsync(cancellationToken))
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Media.RecordingOf(engagement.SourceCallId))), engagement.RecordingSha256);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        if (Environment.GetEnvironmentVariable("ENGINE_LOG") is { } file)
        {
            await File.WriteAllLinesAsync(file, log.Last(500));
        }

        await tools.DisposeAsync();
        await Media.DisposeAsync();
        log.Dispose();
        if (Directory.Exists(StorageRoot))
        {
            Directory.Delete(StorageRoot, recursive: true);
        }
    }
}
