using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Verification;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Tests.Unit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Imports;

/// <summary>Recordings into a bucket that is away for a while.</summary>
public sealed class ObjectStoreTests(PostgresFixture postgres)
{
    private const int Calls = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_that_fails_in_the_middle_is_a_pause_and_leaves_nothing_the_cleaning_would_not_find()
    {
        await using var bucket = new SmallS3().WithoutBucket();
        await bucket.StartAsync();
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(Calls, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(100);
        world.Settings = world.Settings with
        {
            Imports = imports => imports.WorkerConcurrency = 4,
            Services = services => services.Configure<StorageOptions>(storage => (storage.Provider, storage.S3) = (StorageProvider.S3, OptionsOf(bucket))),
        };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        await world.UntilAsync(started.Id, job => job.ProcessedCalls > 0, Token);

        bucket.Refuses = 503;
        var waiting = await world.UntilAsync(started.Id, job => job.WaitingReason is not null, Token, seconds: 60);
        bucket.Refuses = 0;
        var job = await world.EndAsync(started.Id, Token, seconds: 90);

        Assert.Contains("The store for recordings answers with HTTP 503", waiting.WaitingReason, StringComparison.Ordinal);
        Assert.Equal((ImportJobStatus.Completed, Calls, 0), (job.Status, job.ProcessedCalls, job.ErrorCount));
        // What was copied but not answered lies there until then. The bucket calls everything old.
        await ActivatorUtilities.CreateInstance<StoreCleaning>(node.Services).RemoveOrphansAsync(Token);
        Assert.Empty(await LedgerCheck.FindDifferencesAsync(node.Get<VerifyConsistency>(), null, 0, Token));
        Assert.Equal(Calls, bucket.Keys.Count);
        Assert.Empty(bucket.Begun);
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        Assert.All(
            await database.Engagements.AsNoTracking().ToListAsync(Token),
            call => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(world.Media.RecordingOf(call.SourceCallId))), call.RecordingSha256));
    }

    private static S3StorageOptions OptionsOf(SmallS3 bucket) =>
        new() { ServiceUrl = bucket.Address, Bucket = "recordings", AccessKey = SmallS3.AccessKey, SecretKey = "a-secret", ForcePathStyle = true };
}
