using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

public sealed class WholeImportTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_calls_of_the_source_come_into_the_library_as_they_were_served()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(250, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);

        var job = await world.StartImportAsync(actor, credential, Token);
        job = await world.EndAsync(job.Id, Token);

        Assert.Equal(ImportJobStatus.Completed, job.Status);
        Assert.Equal(ImportOutcome.Full, job.Outcome);
        Assert.Equal((250, 250, 0, 0), (job.TotalCalls, job.ProcessedCalls, job.FailedCalls, job.SkippedCalls));
        await world.MustAgreeAsync(Token);
    }
}
