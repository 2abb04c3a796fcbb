using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

public abstract partial class PlatformConformance
{
    private const string UnknownCall = "999999999999";

    [Fact]
    public async Task A_recording_is_where_it_is_said_to_be()
    {
        NeedsServer();
        var located = await LocatedAsync();

        var bytes = await FetchAsync(located);

        Assert.NotEmpty(bytes);
        Assert.NotEqual((byte)'<', bytes[0]);
        Assert.NotEqual((byte)'{', bytes[0]);
    }

    /// <summary>An address that is its own permission needs no other; one behind the account's sign-in is on a host that may see it.</summary>
    [Fact]
    public async Task A_credential_goes_to_no_media_host()
    {
        NeedsServer();
        var located = await LocatedAsync();

        Assert.All(SecretsOf(Connection), secret => Assert.DoesNotContain(secret, located.Url.AbsoluteUri, StringComparison.Ordinal));
        Assert.True(located.Authorization is null || located.Url.Authority == Connection.BaseUrl.Authority, located.Url.Authority);
    }

    [Fact]
    public async Task An_address_can_be_asked_for_again()
    {
        NeedsServer();
        var asked = await SomeAsync(1);
        var (one, two) = (await LocatedAsync(asked), await LocatedAsync(asked));

        Assert.Equal(one.Url.AbsolutePath, two.Url.AbsolutePath);
    }

    [Fact]
    public async Task A_recording_that_is_missing_is_late_or_absent_and_never_an_error()
    {
        var asked = await SomeAsync(3);
        await FaultAsync(new { kind = "missing_media", percent = 100 });

        var answers = await Adapter.LocateRecordingsAsync(Connection, asked, Cancelled);

        Assert.Equal(asked.Count, answers.Count);
        Assert.All(answers.Values, answer => Assert.True(answer is not RecordingAbsent { Reason.Length: 0 } and not RecordingNotReady { RetryAfter.Ticks: <= 0 }));
    }

    [Fact]
    public async Task A_call_that_the_source_does_not_know_harms_no_other()
    {
        NeedsServer();
        IsDisturbed = true;
        List<SourceCallReference> asked = [.. await SomeAsync(1), new SourceCallReference(UnknownCall, null, null)];

        foreach (var batch in asked.Chunk(Adapter.MaxBatch))
        {
            var answers = await Adapter.LocateRecordingsAsync(Connection, batch, Cancelled);

            Assert.Equal(batch.Select(call => call.SourceCallId).Order(), answers.Keys.Order());
            Assert.True(answers.GetValueOrDefault(UnknownCall) is null or RecordingAbsent or RecordingNotReady || !LocatingAsks);
        }
    }

    [Fact]
    public async Task A_transcript_of_an_unknown_call_is_none()
    {
        NeedsServer();
        IsDisturbed = true;
        var answers = await Adapter.GetTranscriptsAsync(Connection, [new SourceCallReference(UnknownCall, null, null)], Cancelled);

        Assert.IsNotType<TranscriptReady>(Assert.Single(answers).Value);
    }

    [Fact]
    public async Task A_transcript_that_is_not_there_yet_is_not_called_absent()
    {
        var asked = await SomeAsync(Math.Min(3, Adapter.MaxBatch));
        await FaultAsync(new { kind = "late_transcript", percent = 100, firstPerSubject = 1 });

        var answers = await Adapter.GetTranscriptsAsync(Connection, asked, Cancelled);

        Assert.DoesNotContain(answers.Values, answer => answer is TranscriptAbsent && Adapter.Descriptor.SupportsTranscriptReuse);
        Assert.All(answers.Values.OfType<TranscriptNotReady>(), answer => Assert.True(answer.RetryAfter > TimeSpan.Zero));
    }

    [Fact]
    public async Task A_transcript_that_was_late_comes()
    {
        var asked = await SomeAsync(1);
        await FaultAsync(new { kind = "late_transcript", percent = 100, firstPerSubject = 1 });
        var answer = Assert.Single(await Adapter.GetTranscriptsAsync(Connection, asked, Cancelled)).Value;

        for (var tries = 0; answer is TranscriptNotReady && tries < 3; tries++)
        {
            answer = Assert.Single(await Adapter.GetTranscriptsAsync(Connection, asked, Cancelled)).Value;
        }

        Assert.True(answer is TranscriptReady || !Adapter.Descriptor.SupportsTranscriptReuse, answer.GetType().Name);
    }

    [Fact]
    public async Task A_transcript_without_words_is_never_ready()
    {
        var asked = await SomeAsync(Math.Min(3, Adapter.MaxBatch));
        await FaultAsync(new { kind = "missing_transcript", percent = 100 });

        var answers = await Adapter.GetTranscriptsAsync(Connection, asked, Cancelled);

        Assert.All(answers.Values.OfType<TranscriptReady>(), ready => Assert.NotEmpty(ready.Transcript.Segments));
        Assert.Equal(asked.Count, answers.Count);
    }

    private Task<RecordingAt> LocatedAsync() => LocatedAsync(null);

    /// <summary>Waits as the engine would, where the source makes recordings on demand.</summary>
    private async Task<RecordingAt> LocatedAsync(IReadOnlyList<SourceCallReference>? given)
    {
        Assert.SkipUnless(ServesRecordings, "The recordings are files.");
        var asked = (given ?? await SomeAsync(1))[0];
        for (var tries = 0; ; tries++)
        {
            switch (Assert.Single(await Adapter.LocateRecordingsAsync(Connection, [asked], Cancelled)).Value)
            {
                case RecordingAt located:
                    return located;
                case RecordingNotReady pending when tries < 5:
                    asked = asked with { DownloadToken = pending.DownloadToken ?? asked.DownloadToken };
                    break;
                case var answer:
                    Assert.Fail($"{answer}");
                    break;
            }
        }
    }

    private static async Task<byte[]> FetchAsync(RecordingAt located)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, located.Url);
        if (located.Authorization is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await client.SendAsync(request, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(Cancelled);
    }
}
