using System.Security.Claims;
using CallImport.Domain;
using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using GraphQL.SystemTextJson;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>However long a list is, what its items need comes in one go.</summary>
public sealed class CommandCountTests(PostgresFixture postgres)
{
    private const int Rows = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_query_asks_the_database_once_per_item()
    {
        await using var source = await SandboxDriver.StartAsync(1, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        var job = await FillAsync(cluster);
        using var schema = new CallImportSchema();
        var options = Options.Create(new GraphQLOptions());
        var bounds = new RequestBounds(options);
        using var documents = new DocumentReader(bounds, options);
        var executor = new GraphQLExecutor(
            schema, documents, bounds, new OutboundBudget(TimeProvider.System, options), new FaultReport(NullLogger<FaultReport>.Instance));
        (string Query, int Most)[] queries =
        [
            ("{ importJob(id: \"JOB\") { id platform jobType status totalCalls processedCalls failedCalls skippedCalls estimatedCompletionAt outcome } }", 1),
            ("{ importJobs(limit: 200) { id platform status totalCalls processedCalls waitingUntil waitingReason outcome createdAt } }", 1),
            ("{ importCredentials { id platform isValid } }", 1),
            ("{ importedCalls(jobId: \"JOB\", first: 200) { nodes { id sourceCallId title status engagementId } pageInfo { endCursor hasNextPage } totalCount } }", 3),
            ("{ engagements(first: 100) { nodes { id title recordingUrl participants { name } insights { summary talkRatio { speaker ratio } } } totalCount } }", 2),
            ("{ engagements(first: 100) { nodes { id transcript { source segments { speaker text } } } } }", 3),
            ("{ engagements(first: 100, search: \"hello\") { nodes { id transcript { source } } } }", 5),
            ("{ apiTokens { id scopes } auditEvents(first: 200) { nodes { id action } } }", 2),
        ];

        foreach (var (query, most) in queries)
        {
            await using var scope = cluster.OpenScope();
            var call = new GraphQLCall(
                query.Replace("JOB", $"{job}", StringComparison.Ordinal), null, null, User(cluster), null, OperationKinds.Query, scope.ServiceProvider);
            using var count = new CommandCount();

            var answer = new GraphQLSerializer().Serialize(await executor.ExecuteAsync(call, Cancellation));

            Assert.False(answer.Contains("\"errors\"", StringComparison.Ordinal), $"{query}: {answer}");
            Assert.True(count.Commands >= 1 && count.Commands <= most, $"{count.Commands} commands for {query}");
        }
    }

    private static ClaimsPrincipal User(TestCluster cluster) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, $"{Guid.NewGuid()}"),
            new(SessionClaims.Workspace, $"{cluster.Actor.WorkspaceId}"),
            new(SessionClaims.Role, Slug.Of(cluster.Actor.Role)),
        ],
        "test"));

    /// <summary>Calls with transcripts, all of one import.</summary>
    private static async Task<Guid> FillAsync(TestCluster cluster)
    {
        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
        await using var database = await cluster.Verb<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(Cancellation);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var index in Enumerable.Range(0, Rows))
        {
            var engagement = Guid.CreateVersion7();
            database.Engagements.Add(new Engagement
            {
                Id = engagement,
                WorkspaceId = cluster.Actor.WorkspaceId,
                SourcePlatform = job.Platform,
                SourceCallId = $"call-{index}",
                Title = "Hello",
                StartedAt = now.AddMinutes(-index),
                Participants = """[{"name":"Ana"}]""",
                CreatedAt = now,
            });
            database.Transcripts.Add(new EngagementTranscript
            {
                EngagementId = engagement,
                WorkspaceId = cluster.Actor.WorkspaceId,
                Source = "source",
                Segments = """[{"speaker":"Ana","startMs":0,"endMs":1000,"text":"Hello."}]""",
                Text = "Hello.",
            });
            database.ImportedCalls.Add(new ImportedCall
            {
                Id = Guid.CreateVersion7(),
                ImportJobId = job.Id,
                WorkspaceId = cluster.Actor.WorkspaceId,
                CredentialId = job.CredentialId,
                SourcePlatform = job.Platform,
                SourceCallId = $"call-{index}",
                SourceMetadata = "{}",
                StartedAt = now.AddMinutes(-index),
                Status = ImportedCallStatus.Pending,
                CreatedAt = now,
                UpdatedAt = now,
            });
        }

        await database.SaveChangesAsync(Cancellation);
        return job.Id;
    }
}
