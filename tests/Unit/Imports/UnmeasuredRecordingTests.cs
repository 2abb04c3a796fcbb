using System.Diagnostics.Metrics;
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

/// <summary>Recordings of which the answer does not say how long they are.</summary>
public sealed class UnmeasuredRecordingTests : IDisposable
{
    private static readonly byte[] Wave = [.. "RIFF"u8, 0xE8, 0x03, 0, 0, .. "WAVE"u8, .. new byte[996]];

    private readonly string folder = Directory.CreateTempSubdirectory("callimport-unmeasured-").FullName;
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Host host = new();

    public void Dispose()
    {
        services.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_that_the_connection_cut_short_is_asked_for_again()
    {
        host.Answers.Enqueue(Body(600));
        host.Answers.Enqueue(Body(Wave.Length));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Wave)), (await FetchAsync()).Sha256);
        Assert.Empty(host.Answers);
    }

    [Fact]
    public async Task One_that_never_comes_whole_is_refused()
    {
        for (var time = 0; time < 5; time++)
        {
            host.Answers.Enqueue(Body(600));
        }

        Assert.Equal(FailureClass.Integrity, (await Assert.ThrowsAsync<CallFaultException>(FetchAsync)).FailureClass);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Framing_that_tells_the_end_is_believed_whatever_the_file_says()
    {
        var chunked = Body(600);
        chunked.Headers.TransferEncodingChunked = true;
        var framed = Body(600);
        framed.Version = new Version(2, 0);
        var measured = Body(600);
        measured.Content.Headers.ContentLength = 600;
        foreach (var answer in (HttpResponseMessage[])[chunked, framed, measured])
        {
            host.Answers.Enqueue(answer);
            Assert.Equal(600, (await FetchAsync()).Bytes);
        }
    }

    private Task<StagedRecording> FetchAsync() => new RecordingDownload(
            host,
            new FileSystemRecordingStore(Options.Create(new StorageOptions { FileSystem = { Root = folder } })),
            Options.Create(new ImportOptions()),
            new ImportMetrics(services.GetRequiredService<IMeterFactory>()),
            TimeProvider.System)
        .FetchAsync(
            new RecordingDownloadRequest(new RecordingAt(new Uri("https://media.test/a")), null, Guid.Empty, "gong"),
            ".incoming/0123456789abcdef0123456789abcdef.1",
            TestContext.Current.CancellationToken);

    private static HttpResponseMessage Body(int bytes) => new() { Content = new StreamContent(new Unseekable(Wave[..bytes])) };

    /// <summary>Answers in turn; a request too many is an error.</summary>
    private sealed class Host : HttpMessageHandler, IHttpClientFactory
    {
        public Queue<HttpResponseMessage> Answers { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answers.Dequeue());
    }

    /// <summary>A stream whose length nobody can ask for.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
