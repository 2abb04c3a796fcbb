using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.FileDrops;

/// <summary>A bucket, or what begins with a prefix in it. Paths are whole keys, so that the ids of recordings do not depend on the prefix.</summary>
internal sealed class BucketDrop(BucketPlace place, IHttpClientFactory clients) : IDrop
{
    /// <summary>Held at once to be joined with the list; some hundred bytes each.</summary>
    private const int MostFiles = 200_000;

    public string Name => $"{BucketDrops.NamePrefix}{place.Bucket}";

    public async Task<IReadOnlyList<DroppedFile>> ListAsync(CancellationToken cancellationToken)
    {
        using var client = Client();
        var files = new List<DroppedFile>();
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = place.Bucket, Prefix = place.Prefix, ContinuationToken = next };
            var page = await BucketFaults.GuardedAsync(() => client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            files.AddRange(page.S3Objects.Where(found => IsFile(found.Key)).Select(found => Describe(found.Key, found.Size, found.LastModified, found.ETag)));
            if (files.Count > MostFiles || (page.IsTruncated && page.NextContinuationToken == next))
            {
                throw new PlatformException(FailureClass.Permanent, $"The bucket holds more than {MostFiles:N0} files, or lists them without an end. Give a prefix.", PlatformFault.UnusableAnswer);
            }

            next = page.IsTruncated ? page.NextContinuationToken : null;
        }
        while (next is not null);

        return files;
    }

    public async Task<DroppedFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsFile(path) || !path.StartsWith(place.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        using var client = Client();
        var request = new GetObjectMetadataRequest { BucketName = place.Bucket, Key = path };
        return await BucketFaults.FindAsync(() => client.GetObjectMetadataAsync(request, cancellationToken), cancellationToken) is { } found
            ? Describe(path, found.ContentLength, found.LastModified, found.ETag)
            : null;
    }

    /// <summary>The very version that was found: another one by now is as good as gone.</summary>
    public async Task<Stream?> OpenAsync(DroppedFile file, CancellationToken cancellationToken)
    {
        using var client = Client();

        // All of it, and yet a range: of a whole object the library takes the tag for an MD5, which it is not with every server.
        var request = new GetObjectRequest
        {
            BucketName = place.Bucket,
            Key = file.Path,
            EtagToMatch = file.Version,
            ByteRange = file.Bytes > 0 ? new ByteRange(0, file.Bytes - 1) : null,
        };
        var found = await BucketFaults.FindAsync(() => client.GetObjectAsync(request, cancellationToken), cancellationToken);
        return found?.ResponseStream;
    }

    private static DroppedFile Describe(string key, long bytes, DateTime modified, string tag) => new(key, bytes, new DateTimeOffset(modified.ToUniversalTime()), tag);

    /// <summary>Keys that end in a slash stand for folders; names that begin with a dot are not part of a drop.</summary>
    private static bool IsFile(string key) => key.Split('/').All(part => part.Length > 0 && part[0] != '.');

    private AmazonS3Client Client() => new(
        new BasicAWSCredentials(place.AccessKey, place.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = place.Endpoint.AbsoluteUri,
            AuthenticationRegion = place.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 1,
            HttpClientFactory = new GuardedClients(clients),
        });

    private sealed class GuardedClients(IHttpClientFactory clients) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => clients.CreateClient(PlatformHttpClients.Drops);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}

/// <summary>What a server that speaks S3 refuses, as the engine understands it; the same table is in docs/platforms/five29.md.</summary>
internal static class BucketFaults
{
    /// <summary>As <see cref="GuardedAsync{T}"/>; null when there is no such object.</summary>
    public static async Task<T?> FindAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GuardedAsync(ask, cancellationToken);
        }
        catch (PlatformException refused) when (refused.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    public static async Task<T> GuardedAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception refused)
        {
            throw Of(refused);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is HttpRequestException or IOException or OperationCanceledException or AmazonClientException)
        {
            throw EgressRefusedException.In(fault) is { } forbidden
                ? new PlatformException(
                    FailureClass.Permanent, $"This server may not connect to {forbidden.Host}. The operator can allow it with Outbound:Allow.", PlatformFault.Unreachable, innerException: fault)
                : new PlatformException(FailureClass.Transient, "The server of the bucket cannot be reached, or does not speak S3.", PlatformFault.Unreachable, innerException: fault);
        }
    }

    private static PlatformException Of(AmazonS3Exception refused) => (refused.StatusCode, refused.ErrorCode) switch
    {
        (HttpStatusCode.NotFound, "NoSuchBucket") => With(FailureClass.AuthExpired, "There is no bucket of this name.", refused),
        (HttpStatusCode.NotFound, _) => With(FailureClass.Transient, "The file is no longer in the bucket.", refused, PlatformFault.LocationExpired),
        (HttpStatusCode.PreconditionFailed, _) => With(FailureClass.Transient, "The file was replaced in the bucket meanwhile.", refused, PlatformFault.LocationExpired),
        (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, _) => With(
            FailureClass.AuthExpired, "The bucket does not accept these keys, or they may not list and read it. Somebody who manages the bucket has to grant s3:ListBucket and s3:GetObject.", refused),
        (HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect, _) or (_, "AuthorizationHeaderMalformed") => With(
            FailureClass.Permanent, "The bucket is in another region than the one that is entered.", refused, PlatformFault.UnusableAnswer),
        (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, _) => new PlatformException(
            FailureClass.RateLimited, "The server of the bucket asked to slow down.", retryAfter: RetryAfterHeader.Default, innerException: refused),
        ( >= HttpStatusCode.InternalServerError, _) => With(FailureClass.Transient, $"The server of the bucket had an error of its own ({(int)refused.StatusCode}).", refused),
        _ => With(FailureClass.Permanent, $"The server of the bucket refused the request ({(int)refused.StatusCode}).", refused, PlatformFault.UnusableAnswer),
    };

    private static PlatformException With(FailureClass failureClass, string reason, Exception inner, PlatformFault fault = PlatformFault.None) =>
        new(failureClass, reason, fault, innerException: inner);
}
