using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>Browser tests take turns in three rows of about the same length: more browsers and servers on two cores only make each other late.</summary>
[CollectionDefinition(Name)]
public sealed class FirstRow
{
    public const string Name = "Browser, first row";
}

[CollectionDefinition(Name)]
public sealed class SecondRow
{
    public const string Name = "Browser, second row";
}

[CollectionDefinition(Name)]
public sealed class ThirdRow
{
    public const string Name = "Browser, third row";
}

/// <summary>A server as in production with a source of twenty-five spoken calls; one for each test class. Every test makes workspaces and people of its own.</summary>
public sealed class Company(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Password = "correct-horse-battery-staple";

    private SandboxDriver? source;
    private TestCluster? cluster;
    private AppProcess? node;
    private int people;

    public const int Calls = 25;

    internal SandboxDriver Source => source ?? throw new InvalidOperationException("The company has not been founded.");

    internal TestCluster Cluster => cluster ?? throw new InvalidOperationException("The company has not been founded.");

    internal AppProcess Node => node ?? throw new InvalidOperationException("The company has not been founded.");

    public Uri Address => Node.Address;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        source = await SandboxDriver.StartAsync(Calls, recordingBytes: null, requestsPerSecond: 0, cancellationToken);
        cluster = await TestCluster.StartAsync(postgres, source, cancellationToken);
        node = await cluster.StartNodeAsync(cancellationToken);
    }

    /// <summary>The same at an address that is known beforehand, because the source has to send browsers back to it.</summary>
    internal async Task InitializeAtAsync(Uri address, CancellationToken cancellationToken)
    {
        source = await SandboxDriver.StartAsync(Calls, recordingBytes: null, requestsPerSecond: 0, cancellationToken, [$"{address}oauth/callback/gong"]);
        cluster = await TestCluster.StartAsync(postgres, source, cancellationToken);
        cluster.Configuration["App:PublicUrl"] = address.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in source.GongOAuth)
        {
            cluster.Configuration[$"Platforms:Gong:OAuth:{key}"] = value;
        }

        node = await AppProcess.StartAtAsync(address, cluster.Configuration, cancellationToken);
    }

    /// <summary>Somebody with a workspace that holds nothing yet.</summary>
    internal async Task<Person> FoundAsync(CancellationToken cancellationToken)
    {
        await using var scope = Cluster.OpenScope();
        var made = await scope.ServiceProvider.GetRequiredService<CreateWorkspace>().ExecuteAsync($"Workspace {people + 1}", "test", cancellationToken);
        return await HireAsync(made.Value ?? throw new InvalidOperationException(made.Refusal?.Message), WorkspaceRole.Owner, cancellationToken);
    }

    /// <summary>Somebody else in the same workspace.</summary>
    internal async Task<Person> HireAsync(Person owner, WorkspaceRole role, CancellationToken cancellationToken)
    {
        await using var scope = Cluster.OpenScope();
        var workspace = await scope.ServiceProvider.GetRequiredService<CallImportDbContext>().Workspaces.SingleAsync(row => row.Id == owner.Actor.WorkspaceId, cancellationToken);
        return await HireAsync(workspace, role, cancellationToken);
    }

    /// <summary>Connects the sample account without a browser.</summary>
    internal async Task<Domain.Credentials.ImportCredential> ConnectAsync(Person person, CancellationToken cancellationToken)
    {
        var created = await Cluster.Verb<CreateCredential>().ExecuteAsync(
            person.Actor,
            new NewCredential
            {
                Platform = "gong",
                Values = new Dictionary<string, string> { ["accessKey"] = SandboxDriver.AccessKey, ["accessKeySecret"] = SandboxDriver.AccessKeySecret },
            },
            null,
            cancellationToken);
        return created.Value ?? throw new InvalidOperationException(created.Refusal?.Message);
    }

    internal async Task<ImportJob> StartImportAsync(Person person, Guid credential, CancellationToken cancellationToken)
    {
        var started = await Cluster.Verb<StartImport>().ExecuteAsync(
            person.Actor, new StartImportRequest { CredentialId = credential, JobType = ImportJobType.Historical }, cancellationToken);
        return started.Value ?? throw new InvalidOperationException(started.Refusal?.Message);
    }

    internal async Task<ImportJob> ImportAsync(Person person, Guid credential, CancellationToken cancellationToken)
    {
        var job = await StartImportAsync(person, credential, cancellationToken);
        return await Cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromMinutes(2), cancellationToken);
    }

    /// <summary>An import of which some calls have come and the others wait.</summary>
    /// <param name="added">Calls that are new at the source, for somebody who has imported the others.</param>
    internal async Task<Guid> PauseInTheMiddleAsync(Person person, Guid credential, int added, CancellationToken cancellationToken)
    {
        if (added > 0)
        {
            await Source.SetAsync("gong/calls/add", new { count = added, minutesAgo = 5 }, cancellationToken);
        }

        // Slow enough that most calls are still to come when the first have come.
        await Source.SetAsync("latency", new { apiMs = 0, mediaMs = 4_000, mediaBytesPerSecond = 0 }, cancellationToken);
        var job = await StartImportAsync(person, credential, cancellationToken);
        await Cluster.WaitUntilAsync(job.Id, row => row.ProcessedCalls > 0, TimeSpan.FromMinutes(1), cancellationToken);
        await Cluster.Verb<PauseImport>().ExecuteAsync(person.Actor, job.Id, cancellationToken);
        await Source.SetAsync("latency", new { apiMs = 0, mediaMs = 0, mediaBytesPerSecond = 0 }, cancellationToken);
        return job.Id;
    }

    /// <summary>The process dies as in a power cut; another one starts at the same address.</summary>
    internal async Task CrashAndRestartAsync(CancellationToken cancellationToken)
    {
        var dead = Node;
        await dead.KillAsync();
        node = await AppProcess.StartAtAsync(dead.Address, Cluster.Configuration, cancellationToken);
        await dead.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (node?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (source?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<Person> HireAsync(Workspace workspace, WorkspaceRole role, CancellationToken cancellationToken)
    {
        var email = $"person-{Interlocked.Increment(ref people)}@harborline.test";
        await using var scope = Cluster.OpenScope();
        var added = await scope.ServiceProvider.GetRequiredService<AddMember>().ExecuteAsync(
            workspace, new NewMember(email, Password, role), "test", cancellationToken);
        return added.Value is { } member
            ? new Person(email, Password, new Actor(workspace.Id, member.UserId, email, role))
            : throw new InvalidOperationException(added.Refusal?.Message);
    }
}

/// <summary>Somebody who can sign in, and as whom the use cases know them.</summary>
internal sealed record Person(string Email, string Password, Actor Actor);
