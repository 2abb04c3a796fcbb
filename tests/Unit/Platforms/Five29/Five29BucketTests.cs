using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Tests.Unit.Storage;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>Recordings in a bucket, read by the official client from a small server that speaks S3.</summary>
public sealed class Five29BucketTests : IAsyncLifetime
{
    private const string Row = "CALL ID,TIMESTAMP,RECORDING FILE\n7,2026-02-03T10:00:00Z,calls/one.wav\n";

    private readonly ADrop drop = new();
    private readonly SmallS3 bucket = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static CallQuery Everything => new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public async ValueTask InitializeAsync() => await bucket.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await bucket.DisposeAsync();
        drop.Dispose();
    }

    [Fact]
    public async Task Recordings_are_listed_over_all_pages_and_joined_with_the_list_in_the_bucket()
    {
        bucket.With("exports/manifest.csv", Row).With("exports/calls/one.wav", Sound(12_000)).With("exports/calls/two.wav", Sound(9_000))
            .With("exports/.hidden/three.wav", Sound(9_000)).With("exports/folder/", "").With("elsewhere/four.wav", Sound(9_000));

        var calls = (await drop.Adapter.ListCallsAsync(Connect("exports/"), Everything, null, Cancelled)).Calls;

        Assert.Equal(["s3:recordings/exports/calls/one.wav", "s3:recordings/exports/calls/two.wav"], calls.Select(call => call.SourceCallId).Order());
        Assert.Equal("7", calls.Single(call => call.SourceCallId.EndsWith("one.wav", StringComparison.Ordinal)).SourceGroupId);
        Assert.True(bucket.Lists > 1);
    }

    [Fact]
    public async Task A_recording_is_read_as_it_lies_there()
    {
        var sound = Sound(2_000_000);
        bucket.With("a.wav", sound);

        await using var read = await Assert.IsType<RecordingHere>(await LocateAsync("s3:recordings/a.wav")).OpenAsync(Cancelled);
        using var copy = new MemoryStream();
        await read.CopyToAsync(copy, Cancelled);

        Assert.Equal(sound, copy.ToArray());
    }

    [Fact]
    public async Task A_recording_that_was_replaced_after_it_was_found_is_asked_for_anew()
    {
        bucket.With("a.wav", Sound(9_000));
        var here = Assert.IsType<RecordingHere>(await LocateAsync("s3:recordings/a.wav"));
        bucket.With("a.wav", Sound(9_500));

        var refused = await Assert.ThrowsAsync<PlatformException>(() => here.OpenAsync(Cancelled));

        Assert.Equal((FailureClass.Transient, PlatformFault.LocationExpired), (refused.FailureClass, refused.Fault));
    }

    [Theory]
    [InlineData("s3:recordings/gone.wav")]
    [InlineData("s3:another/a.wav")]
    [InlineData("s3:recordings/../a.wav")]
    [InlineData("s3:recordings/private/a.wav")]
    public async Task Nothing_but_what_lies_below_the_prefix_of_this_bucket_is_found(string id)
    {
        bucket.With("exports/a.wav", Sound(9_000)).With("private/a.wav", Sound(9_000));

        Assert.IsType<RecordingAbsent>(await LocateAsync(id, "exports/"));
    }

    [Fact]
    public async Task Words_beside_a_recording_come_from_the_bucket_too()
    {
        bucket.With("a.wav", Sound(9_000)).With("a.vtt", "WEBVTT\n\n00:01.500 --> 00:02.000\nGood morning.\n");

        var answers = await drop.Adapter.GetTranscriptsAsync(Connect(), [new SourceCallReference("s3:recordings/a.wav", null, null)], Cancelled);

        Assert.Equal("Good morning.", Assert.Single(Assert.IsType<TranscriptReady>(Assert.Single(answers).Value).Transcript.Segments).Text);
    }

    [Theory]
    [InlineData("recordings", "wrong-key")]
    [InlineData("no-such-bucket", SmallS3.AccessKey)]
    public async Task What_may_not_be_read_is_said_and_the_keys_are_not(string name, string accessKey)
    {
        var connection = drop.Bucket(bucket.Address, name, accessKey, "a-very-secret-key");

        var refused = await Assert.ThrowsAsync<PlatformException>(() => drop.Adapter.ListCallsAsync(connection, Everything, null, Cancelled));

        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);
        Assert.DoesNotContain("a-very-secret-key", $"{refused}", StringComparison.Ordinal);
        Assert.Equal(CredentialCheckName.SignedIn, Assert.Single(await CheckAsync(connection), check => check.Outcome == CheckOutcome.Failed).Name);
    }

    [Fact]
    public async Task A_server_that_asks_to_slow_down_is_waited_for()
    {
        bucket.Refuses = 503;

        var refused = await Assert.ThrowsAsync<PlatformException>(() => drop.Adapter.ListCallsAsync(Connect(), Everything, null, Cancelled));

        Assert.True(refused is { FailureClass: FailureClass.RateLimited, RetryAfter.TotalSeconds: >= 30 });
    }

    [Fact]
    public async Task A_server_that_is_away_blames_nobodys_keys()
    {
        var failed = Assert.Single(await CheckAsync(drop.Bucket(new Uri("http://127.0.0.1:9"), "recordings", "k", "s")), check => check.Outcome == CheckOutcome.Failed);

        Assert.Equal(CredentialCheckName.Reached, failed.Name);
    }

    private PlatformConnection Connect(string prefix = "") => drop.Bucket(bucket.Address, "recordings", SmallS3.AccessKey, "secret", prefix);

    private async Task<RecordingAnswer> LocateAsync(string id, string prefix = "") =>
        (await drop.Adapter.LocateRecordingsAsync(Connect(prefix), [new SourceCallReference(id, null, null)], Cancelled))[id];

    private async Task<List<CredentialCheck>> CheckAsync(PlatformConnection connection)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in drop.Adapter.CheckCredentialAsync(connection, Cancelled))
        {
            checks.Add(check);
        }

        return checks;
    }

    private static byte[] Sound(int bytes)
    {
        var sound = new byte[bytes];
        "RIFF\0\0\0\0WAVE"u8.CopyTo(sound);
        return sound;
    }
}
