using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Tests.Unit.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>Recordings that lie in a bucket, into the library.</summary>
public sealed class BucketImportTests(PostgresFixture postgres)
{
    private const int Calls = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recordings_of_a_bucket_come_byte_for_byte_and_a_new_one_comes_with_the_next_import()
    {
        await using var bucket = new SmallS3();
        await bucket.StartAsync();
        bucket.With("exports/manifest.csv", "CALL ID,TIMESTAMP,CUSTOMER NAME,RECORDING FILE\n7,2026-02-03T10:00:00Z,Lee Park,call-0.wav\n");
        var sounds = Enumerable.Range(0, Calls).Select(Sound).ToList();
        foreach (var (number, sound) in sounds.Index())
        {
            bucket.With($"exports/call-{number}.wav", sound);
        }

        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, _) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        var values = new Dictionary<string, string>
        {
            ["s3Endpoint"] = bucket.Address.AbsoluteUri,
            ["s3Bucket"] = "recordings",
            ["s3Prefix"] = "exports/",
            ["s3Region"] = "us-east-1",
            ["s3AccessKey"] = SmallS3.AccessKey,
            ["s3SecretKey"] = "a-secret-of-the-bucket",
        };
        var credential = EngineWorld.Value(await world.Get<CreateCredential>().ExecuteAsync(actor, new NewCredential { Platform = "five29", Values = values }, null, Token));

        var first = await ImportAsync(Calls);
        sounds.Add(Sound(Calls));
        bucket.With($"exports/call-{Calls}.wav", sounds[Calls]);
        var second = await ImportAsync(1);

        Assert.Equal((0, Calls), (first.SkippedCalls, second.SkippedCalls));
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        var library = await database.Engagements.AsNoTracking().ToListAsync(Token);
        Assert.Equal(
            sounds.Select(sound => (Convert.ToHexStringLower(SHA256.HashData(sound)), (long?)sound.Length)).Order(),
            library.Select(call => (call.RecordingSha256 ?? "", call.RecordingBytes)).Order());
        Assert.Single(library, call => call.Participants.Contains("Lee Park", StringComparison.Ordinal));

        var forgotten = EngineWorld.Value(await world.Get<DeleteCredential>().ExecuteAsync(actor, credential.Id, Token));
        Assert.StartsWith("Files that were handed over stay where they are.", forgotten.Advice, StringComparison.Ordinal);

        async Task<ImportJob> ImportAsync(int calls)
        {
            // By the node itself: it hears at once what others find by looking.
            var job = EngineWorld.Value(await node.Get<StartImport>().ExecuteAsync(actor, new StartImportRequest { CredentialId = credential.Id }, Token));
            var done = await world.EndAsync(job.Id, Token);
            Assert.Equal((ImportJobStatus.Completed, calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
            return done;
        }
    }

    private static byte[] Sound(int number)
    {
        var sound = new byte[9_000 + number];
        "RIFF\0\0\0\0WAVE"u8.CopyTo(sound);
        return sound;
    }
}
