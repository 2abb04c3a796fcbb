using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>A container of Azure Blob Storage. Blocks that no list names are never seen; a list that names none takes them away.</summary>
internal sealed class AzureContainer(AzureBlobStorageOptions options, TimeProvider clock) : IBucket
{
    private readonly BlobContainerClient container = new(
        options.ConnectionString, options.Container, new BlobClientOptions { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(400), NetworkTimeout = TimeSpan.FromSeconds(30) } });

    private readonly BucketRequests requests = new("Storage:AzureBlob", clock);

    public Task EnsureAsync(CancellationToken cancellationToken) =>
        requests.AskAsync(async token => await container.ExistsAsync(token) || await container.CreateIfNotExistsAsync(cancellationToken: token) is not null, cancellationToken);

    public Task PutAsync(string key, MemoryStream bytes, CancellationToken cancellationToken) =>
        requests.AskAsync(token => Blob(key).UploadAsync(bytes, new BlobUploadOptions(), token), cancellationToken);

    public Task<IBucketUpload> BeginAsync(string key, CancellationToken cancellationToken) => Task.FromResult<IBucketUpload>(new Upload(this, key));

    /// <summary>Within an account the copy is authorised by the request itself.</summary>
    public Task CopyAsync(string from, string to, CancellationToken cancellationToken) => requests.AskAsync(
        async token =>
        {
            var copy = await Blob(to).StartCopyFromUriAsync(Blob(from).Uri, options: null, token);
            await copy.WaitForCompletionAsync(token);
            return copy.HasValue ? copy : throw new IOException("The store began a copy and did not finish it.");
        },
        BucketRequests.PatienceWithCopies,
        cancellationToken);

    public async Task<long?> LengthAsync(string key, CancellationToken cancellationToken) =>
        (await requests.FindAsync(async token => (await Blob(key).GetPropertiesAsync(cancellationToken: token)).Value, cancellationToken))?.ContentLength;

    public Task<Stream> ReadAsync(string key, long offset, CancellationToken cancellationToken) => requests.AskAsync(
        async token => (await Blob(key).DownloadStreamingAsync(new BlobDownloadOptions { Range = new Azure.HttpRange(offset) }, token)).Value.Content, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        requests.AskAsync(token => Blob(key).DeleteIfExistsAsync(cancellationToken: token), cancellationToken);

    public Task AbandonAsync(string key, CancellationToken cancellationToken) => requests.AskAsync(
        async token =>
        {
            await Blob(key).CommitBlockListAsync([], new CommitBlockListOptions(), token);
            return await Blob(key).DeleteIfExistsAsync(cancellationToken: token);
        },
        cancellationToken);

    public async IAsyncEnumerable<StoredObject> ListAsync(bool staged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = container.GetBlobsAsync(
            BlobTraits.None, staged ? BlobStates.Uncommitted : BlobStates.None, staged ? RecordingKeys.StagingPrefix : null, cancellationToken).AsPages();
        await using var page = pages.GetAsyncEnumerator(cancellationToken);
        while (await requests.AskAsync(_ => page.MoveNextAsync().AsTask(), cancellationToken))
        {
            foreach (var found in page.Current.Values)
            {
                yield return new StoredObject(found.Name, found.Properties.ContentLength ?? 0, found.Properties.LastModified ?? default, staged);
            }
        }
    }

    private BlockBlobClient Blob(string key) => container.GetBlockBlobClient(key);

    private sealed class Upload(AzureContainer container, string key) : IBucketUpload
    {
        private readonly List<string> blocks = [];

        public async Task AddAsync(MemoryStream part, CancellationToken cancellationToken)
        {
            var block = NameOf(blocks.Count);
            await container.requests.AskAsync(
                token => container.Blob(key).StageBlockAsync(block, part, new BlockBlobStageBlockOptions(), token), cancellationToken);
            blocks.Add(block);
        }

        public Task CompleteAsync(CancellationToken cancellationToken) => container.requests.AskAsync(
            token => container.Blob(key).CommitBlockListAsync(blocks, new CommitBlockListOptions(), token), cancellationToken);

        public Task AbortAsync(CancellationToken cancellationToken) => container.AbandonAsync(key, cancellationToken);

        /// <summary>All of one length, as the service wants it.</summary>
        private static string NameOf(int number)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            return Convert.ToBase64String(bytes);
        }
    }
}
