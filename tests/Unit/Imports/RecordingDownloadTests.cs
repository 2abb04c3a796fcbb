using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Pipeline;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Imports;

public sealed class RecordingDownloadTests : IDisposable
{
    private static readonly DateTimeOffset Made = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("callimport-download-").FullName;
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MediaHost host = new();
    private readonly IRecordingStore store;

    public RecordingDownloadTests() => store = new FileSystemRecordingStore(Options.Create(new StorageOptions { FileSystem = { Root = folder } }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        services.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("\"v1\"", null, null, "bytes=600-")]
    [InlineData("\"v1\"", null, "bytes", "bytes=600-")]
    [InlineData(null, -60, null, "bytes=600-")]
    [InlineData("\"v1\"", null, "none", "")]
    [InlineData("W/\"v1\"", null, "bytes", "")]
    [InlineData(null, 0, "bytes", "")]
    [InlineData(null, null, "bytes", "")]
    public async Task Only_what_proves_the_file_to_be_the_same_lets_a_transfer_go_on(string? tag, int? modifiedSeconds, string? acceptRanges, string asked)
    {
        host.Answers.Enqueue(_ => Marked(host.Cut(600), tag, modifiedSeconds, acceptRanges));
        host.Answers.Enqueue(request => Marked(request.Headers.Range is null ? host.Whole() : host.Rest(600), tag, modifiedSeconds, acceptRanges));

        Assert.Equal(host.Sha256, (await FetchAsync()).Sha256);
        Assert.Equal(["", asked], host.Ranges);
    }

    [Fact]
    public async Task A_part_of_another_file_is_never_put_to_the_first_part()
    {
        host.Answers.Enqueue(_ => Marked(host.Cut(600), "\"v1\"", null, "bytes"));
        host.Answers.Enqueue(_ => Marked(host.Rest(600), "\"v2\"", null, "bytes"));
        host.Answers.Enqueue(_ => Marked(host.Whole(), "\"v2\"", null, "bytes"));

        Assert.Equal(host.Sha256, (await FetchAsync()).Sha256);
        Assert.Equal(["", "bytes=600-", ""], host.Ranges);
    }

    [Fact]
    public async Task A_file_that_has_become_shorter_is_taken_from_its_beginning()
    {
        host.Answers.Enqueue(_ => Marked(host.Cut(600), "\"v1\"", null, "bytes"));
        host.Answers.Enqueue(_ => new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable));
        host.Answers.Enqueue(_ => Marked(host.Whole(), "\"v2\"", null, "bytes"));

        Assert.Equal(host.Sha256, (await FetchAsync()).Sha256);
    }

    [Fact]
    public async Task A_source_that_never_sends_the_same_file_twice_is_given_up()
    {
        for (var time = 0; time < 5; time++)
        {
            var tag = $"\"v{time}\"";
            host.Answers.Enqueue(request => Marked(request.Headers.Range is null ? host.Cut(600) : host.Rest(600), tag, null, "bytes"));
        }

        Assert.Equal(FailureClass.Integrity, (await Assert.ThrowsAsync<CallFaultException>(() => FetchAsync())).FailureClass);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_recording_costs_in_memory_does_not_depend_on_its_size()
    {
        const long Huge = 256L << 20;
        host.Answers.Enqueue(_ => new HttpResponseMessage { Content = new StreamContent(new Endless(Huge)) { Headers = { ContentLength = Huge } } });
        var discarding = new DiscardingStore();

        // Nothing on the way ever waits, so that all of it happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var thread = Environment.CurrentManagedThreadId;
        var recording = await FetchAsync(discarding);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((Huge, thread), (recording.Bytes, Environment.CurrentManagedThreadId));
        Assert.InRange(allocated, 1, 1 << 20);
    }

    private Task<StagedRecording> FetchAsync(IRecordingStore? into = null) =>
        new RecordingDownload(host, into ?? store, Options.Create(new ImportOptions()), new ImportMetrics(services.GetRequiredService<IMeterFactory>()), TimeProvider.System)
            .FetchAsync(new RecordingDownloadRequest(new RecordingAt(new Uri("https://media.test/a")), null, Guid.Empty, "gong"), ".incoming/0123456789abcdef0123456789abcdef.1", Token);

    private static HttpResponseMessage Marked(HttpResponseMessage answer, string? tag, int? modifiedSeconds, string? acceptRanges)
    {
        answer.Headers.Date = Made;
        answer.Headers.ETag = tag is null ? null : EntityTagHeaderValue.Parse(tag);
        answer.Content.Headers.LastModified = modifiedSeconds is { } seconds ? Made.AddSeconds(seconds) : null;
        if (acceptRanges is not null)
        {
            answer.Headers.AcceptRanges.Add(acceptRanges);
        }

        return answer;
    }

    /// <summary>Answers in turn; a request too many is an error.</summary>
    private sealed class MediaHost : HttpMessageHandler, IHttpClientFactory
    {
        private readonly byte[] recording = [.. "ID3"u8, .. Enumerable.Range(0, 997).Select(number => (byte)number)];

        public Queue<Func<HttpRequestMessage, HttpResponseMessage>> Answers { get; } = [];

        public List<string> Ranges { get; } = [];

        public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(recording));

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        public HttpResponseMessage Whole() => new() { Content = new ByteArrayContent(recording) };

        public HttpResponseMessage Cut(int after)
        {
            var answer = new HttpResponseMessage { Content = new ByteArrayContent(recording, 0, after) };
            answer.Content.Headers.ContentLength = recording.Length;
            return answer;
        }

        public HttpResponseMessage Rest(int from)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(recording, from, recording.Length - from) };
            answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, recording.Length - 1, recording.Length);
            return answer;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Ranges.Add($"{request.Headers.Range}");
            return Task.FromResult(Answers.Dequeue()(request));
        }
    }

    /// <summary>So many bytes that begin as an MP3 does.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long left = length;
        private bool hasBegun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(left, buffer.Length);
            if (!hasBegun)
            {
                hasBegun = true;
                "ID3"u8.CopyTo(buffer);
            }

            left -= count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class DiscardingStore : IRecordingStore
    {
        public Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken) => Task.FromResult<StagedRecordingWriter>(new Writer());

        public Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ProbeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        private sealed class Writer : StagedRecordingWriter
        {
            private long length;

            public override long Length => length;

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
            {
                length += bytes.Length;
                return ValueTask.CompletedTask;
            }

            public override ValueTask RestartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

            public override ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
