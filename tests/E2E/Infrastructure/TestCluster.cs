using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Verification;
using CallImport.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>
/// A production set-up in small: a database, a folder, a certificate, a source, and as many server processes as a test starts. The verbs that a page would call
/// are called here in the test's own process, which does no work itself.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly WebApplication desk;

    private TestCluster(string folder, Dictionary<string, string> configuration, SandboxDriver source, WebApplication desk, Actor actor) =>
        (this.folder, Configuration, Source, this.desk, Actor) = (folder, configuration, source, desk, actor);

    public Dictionary<string, string> Configuration { get; }

    public SandboxDriver Source { get; }

    /// <summary>The owner of the one workspace.</summary>
    public Actor Actor { get; }

    public string ConnectionString => Configuration["ConnectionStrings:CallImport"];

    public string StorageRoot => Configuration["Storage:FileSystem:Root"];

    public static async Task<TestCluster> StartAsync(PostgresFixture postgres, SandboxDriver source, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("callimport-cluster-").FullName;
        var storage = Directory.CreateDirectory(Path.Combine(folder, "recordings")).FullName;
        var configuration = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["App:PublicUrl"] = "http://127.0.0.1:8080",
            ["ConnectionStrings:CallImport"] = await postgres.CreateMigratedDatabaseAsync(cancellationToken),
            ["KeyRing:CertificatePath"] = DevelopmentCertificate.Ensure(Path.Combine(folder, "keyring"), TimeProvider.System),
            ["Storage:FileSystem:Root"] = storage,
            ["Sandbox:Enabled"] = "false",
            ["Outbound:Allow:0"] = source.Address.Authority,
            ["Imports:RetryBaseSeconds"] = "1",
            ["Imports:LeaseSeconds"] = "10",
            ["Imports:HttpStallSeconds"] = "5",
        };
        foreach (var setting in PlatformCatalog.Descriptors.SelectMany(platform => SandboxHosting.SettingsOf(platform, source.Address)))
        {
            configuration.Add(setting.Key, setting.Value ?? "");
        }

        var desk = await OpenDeskAsync(configuration, cancellationToken);
        var workspace = Guid.CreateVersion7();
        await using (var database = await desk.Services.GetRequiredService<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            database.Workspaces.Add(new Workspace { Id = workspace, Name = "Test", CreatedAt = TimeProvider.System.GetUtcNow() });
            await database.SaveChangesAsync(cancellationToken);
        }

        return new TestCluster(folder, configuration, source, desk, new Actor(workspace, null, "test", WorkspaceRole.Owner));
    }

    public T Verb<T>()
        where T : notnull => desk.Services.GetRequiredService<T>();

    /// <summary>For what lives no longer than one act, such as making members.</summary>
    public AsyncServiceScope OpenScope() => desk.Services.CreateAsyncScope();

    public Task<AppProcess> StartNodeAsync(CancellationToken cancellationToken) => AppProcess.StartAsync(Configuration, cancellationToken);

    public Task<ImportCredential> ConnectAsync(CancellationToken cancellationToken) => ConnectAsync(
        "gong",
        new Dictionary<string, string> { ["accessKey"] = SandboxDriver.AccessKey, ["accessKeySecret"] = SandboxDriver.AccessKeySecret },
        cancellationToken);

    public async Task<ImportCredential> ConnectAsync(string platform, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var created = await Verb<CreateCredential>().ExecuteAsync(
            Actor, new NewCredential { Platform = platform, Values = values }, null, cancellationToken);
        return created.Succeeded ? created.Value : throw new InvalidOperationException(created.Refusal.Message);
    }

    public async Task<ImportJob> StartImportAsync(ImportCredential credential, CancellationToken cancellationToken)
    {
        var started = await Verb<StartImport>().ExecuteAsync(
            Actor, new StartImportRequest { CredentialId = credential.Id, JobType = ImportJobType.Historical }, cancellationToken);
        return started.Succeeded ? started.Value : throw new InvalidOperationException(started.Refusal.Message);
    }

    /// <summary>A job of any workspace.</summary>
    public async Task<ImportJob> JobAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await Verb<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(cancellationToken);
        return await database.ImportJobs.AsNoTracking().SingleAsync(job => job.Id == jobId, cancellationToken);
    }

    /// <summary>Looks until the job is as wanted; the message of the time-out says how it stands.</summary>
    public async Task<ImportJob> WaitUntilAsync(Guid jobId, Func<ImportJob, bool> wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetUtcNow() + patience;
        while (true)
        {
            var job = await JobAsync(jobId, cancellationToken);
            if (wanted(job))
            {
                return job;
            }

            if (TimeProvider.System.GetUtcNow() > deadline)
            {
                throw new TimeoutException(
                    $"After {patience} the job is {job.Status}: {job.ProcessedCalls} + {job.FailedCalls} of {job.TotalCalls}; waiting: {job.WaitingReason}; last error: {job.LastError}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    public Task<ImportJob> WaitUntilDoneAsync(Guid jobId, TimeSpan patience, CancellationToken cancellationToken) =>
        WaitUntilAsync(jobId, job => job.Status.IsTerminal(), patience, cancellationToken);

    /// <param name="debris">Files that a killed process may leave until housekeeping finds them.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(int debris, CancellationToken cancellationToken) => await LedgerCheck.FindDifferencesAsync(
        Verb<VerifyConsistency>(), (await Source.LedgerAsync(cancellationToken)).Values, debris, cancellationToken);

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // count(*) is never null
    }

    public async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The same services as the server's, without listening, working or serving.</summary>
    private static async Task<WebApplication> OpenDeskAsync(Dictionary<string, string> configuration, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>(configuration) { ["App:Role"] = "Web", ["Logging:LogLevel:Default"] = "Error" }
            .Select(entry => $"--{entry.Key.Replace("ASPNETCORE_", "", StringComparison.Ordinal)}={entry.Value}");
        var builder = ServerBuilder.Create([.. arguments], isCommand: true);
        await builder.AddCoreAsync(cancellationToken);
        builder.Services.AddVerification();
        builder.AddEngine();
        var desk = builder.Build();
        await desk.PrepareAsync(cancellationToken);
        return desk;
    }
}
