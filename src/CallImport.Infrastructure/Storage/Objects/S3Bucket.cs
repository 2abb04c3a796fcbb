using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>
/// A bucket of AWS or of any server that speaks its protocol. Only what all of them understand is used: no chunked signatures, no checksums that came later,
/// and no tag taken for an MD5.
/// </summary>
internal sealed class S3Bucket : IBucket, IDisposable
{
    /// <summary>Of one object that is copied in one step, by docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html.</summary>
    public const long MostBytes = 5L << 30;

    private readonly string name;
    private readonly AmazonS3Client client;
    private readonly BucketRequests requests;

    /// <summary>Where the connection is encrypted nobody can change what is sent, and it need not be hashed for the signature.</summary>
    private readonly bool isEncrypted;

    public S3Bucket(S3StorageOptions options, TimeProvider clock)
    {
        name = options.Bucket;
        isEncrypted = options.ServiceUrl is null || options.ServiceUrl.Scheme == Uri.UriSchemeHttps;
        requests = new BucketRequests("Storage:S3", clock);
        var settings = new AmazonS3Config { ForcePathStyle = options.ForcePathStyle, MaxErrorRetry = 2, Timeout = BucketRequests.PatienceWithCopies };
        if (options.ServiceUrl is { } address)
        {
            (settings.ServiceURL, settings.AuthenticationRegion) = (address.AbsoluteUri, options.Region);
        }
        else
        {
            settings.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), settings);
    }

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var look = new ListObjectsV2Request { BucketName = name, MaxKeys = 1 };
        if (await requests.FindAsync(token => client.ListObjectsV2Async(look, token), cancellationToken) is null)
        {
            await requests.AskAsync(MakeAsync, cancellationToken);
        }
    }

    public Task PutAsync(string key, MemoryStream bytes, CancellationToken cancellationToken) => requests.AskAsync(
        token => client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = name,
                Key = key,
                InputStream = bytes,
                ContentType = "application/octet-stream",
                UseChunkEncoding = false,
                DisablePayloadSigning = isEncrypted,
                CalculateContentMD5Header = true,
                DisableDefaultChecksumValidation = true,
            },
            token),
        cancellationToken);

    public async Task<IBucketUpload> BeginAsync(string key, CancellationToken cancellationToken)
    {
        var begun = await requests.AskAsync(
            token => client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = name, Key = key, ContentType = "application/octet-stream" }, token),
            cancellationToken);
        return new Upload(this, key, begun.UploadId);
    }

    public Task CopyAsync(string from, string to, CancellationToken cancellationToken) => requests.AskAsync(
        token => client.CopyObjectAsync(new CopyObjectRequest { SourceBucket = name, SourceKey = from, DestinationBucket = name, DestinationKey = to }, token),
        BucketRequests.PatienceWithCopies,
        cancellationToken);

    public async Task<long?> LengthAsync(string key, CancellationToken cancellationToken) =>
        (await requests.FindAsync(token => client.GetObjectMetadataAsync(name, key, token), cancellationToken))?.ContentLength;

    public async Task<Stream> ReadAsync(string key, long offset, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = name, Key = key, ByteRange = new ByteRange($"bytes={offset}-") };
        return (await requests.AskAsync(token => client.GetObjectAsync(request, token), cancellationToken)).ResponseStream;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        requests.AskAsync(token => client.DeleteObjectAsync(name, key, token), cancellationToken);

    public async Task AbandonAsync(string key, CancellationToken cancellationToken)
    {
        await foreach (var begun in UploadsAsync(key, cancellationToken))
        {
            await new Upload(this, begun.Key, begun.UploadId).AbortAsync(cancellationToken);
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(bool staged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = name, Prefix = staged ? RecordingKeys.StagingPrefix : null };
        ListObjectsV2Response page;
        do
        {
            page = await requests.AskAsync(token => client.ListObjectsV2Async(request, token), cancellationToken);
            foreach (var found in page.S3Objects)
            {
                yield return new StoredObject(found.Key, found.Size, found.LastModified.ToUniversalTime(), staged);
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated);

        if (staged)
        {
            await foreach (var begun in UploadsAsync(RecordingKeys.StagingPrefix, cancellationToken))
            {
                yield return new StoredObject(begun.Key, 0, begun.Initiated.ToUniversalTime(), true);
            }
        }
    }

    public void Dispose() => client.Dispose();

    private async IAsyncEnumerable<MultipartUpload> UploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = name, Prefix = prefix };
        while (await requests.FindAsync(token => client.ListMultipartUploadsAsync(request, token), cancellationToken) is { } page)
        {
            foreach (var begun in page.MultipartUploads)
            {
                yield return begun;
            }

            if (!page.IsTruncated)
            {
                yield break;
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    /// <summary>Nodes that start together may all try.</summary>
    private async Task<bool> MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = name }, cancellationToken);
        }
        catch (AmazonS3Exception made) when (made.StatusCode == HttpStatusCode.Conflict)
        {
        }

        return true;
    }

    private sealed class Upload(S3Bucket bucket, string key, string id) : IBucketUpload
    {
        private readonly List<PartETag> parts = [];

        public async Task AddAsync(MemoryStream part, CancellationToken cancellationToken)
        {
            var number = parts.Count + 1;
            var added = await bucket.requests.AskAsync(
                token => bucket.client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = bucket.name,
                        Key = key,
                        UploadId = id,
                        PartNumber = number,
                        PartSize = part.Length,
                        InputStream = part,
                        UseChunkEncoding = false,
                        DisablePayloadSigning = bucket.isEncrypted,
                        CalculateContentMD5Header = true,
                        DisableDefaultChecksumValidation = true,
                    },
                    token),
                cancellationToken);
            parts.Add(new PartETag(number, added.ETag));
        }

        public Task CompleteAsync(CancellationToken cancellationToken) => bucket.requests.AskAsync(
            token => bucket.client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest { BucketName = bucket.name, Key = key, UploadId = id, PartETags = parts }, token),
            BucketRequests.PatienceWithCopies,
            cancellationToken);

        public Task AbortAsync(CancellationToken cancellationToken) => bucket.requests.FindAsync(
            token => bucket.client.AbortMultipartUploadAsync(bucket.name, key, id, token), cancellationToken);
    }
}
