using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.Unit.Storage;

/// <summary>What the product asks of an S3 server, two entries a page (docs.aws.amazon.com/AmazonS3/latest/API). Signatures are not checked, digests are.</summary>
internal sealed class SmallS3 : SmallStore
{
    public const string AccessKey = "a-key-of-the-bucket";

    private const int PageSize = 2;

    private readonly ConcurrentDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Upload> uploads = new(StringComparer.Ordinal);
    private volatile string? bucket = "recordings";

    public int Lists { get; private set; }

    /// <summary>Copies and ends of uploads are answered with 200 and an error in the body, as S3 may.</summary>
    public volatile bool FailsLate;

    /// <summary>How often the bucket was made.</summary>
    public int Made { get; private set; }

    public ICollection<string> Keys => objects.Keys;

    public ICollection<string> Begun => [.. uploads.Values.Select(upload => upload.Key)];

    public SmallS3 With(string key, string text) => With(key, Encoding.UTF8.GetBytes(text));

    public SmallS3 With(string key, byte[] content)
    {
        objects[key] = content;
        return this;
    }

    public SmallS3 WithoutBucket()
    {
        bucket = null;
        return this;
    }

    protected override async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var (name, key) = path.Trim('/').Split('/', 2) is [var first, var rest] ? (first, rest) : (path.Trim('/'), "");
        var isMaking = HttpMethods.IsPut(context.Request.Method) && key.Length == 0;
        var error = RefusalOf(context) is > 0 and var status ? (status, "SlowDown")
            : !context.Request.Headers.Authorization.ToString().Contains($"Credential={AccessKey}/", StringComparison.Ordinal) ? (403, "InvalidAccessKeyId")
            : name != bucket && !isMaking ? (404, "NoSuchBucket")
            : default;
        if (error != default)
        {
            await FailAsync(context, error.Item1, error.Item2);
            return;
        }

        await (context.Request.Method switch
        {
            "GET" when key.Length == 0 => ListAsync(context),
            "GET" or "HEAD" => ReadAsync(context, key),
            "PUT" when isMaking => MakeAsync(context, name),
            "PUT" or "POST" => StoreAsync(context, key),
            _ => RemoveAsync(context, key),
        });
    }

    private Task MakeAsync(HttpContext context, string name)
    {
        (bucket, Made) = (name, Made + 1);
        return WriteAsync(context, 200, "");
    }

    private async Task ReadAsync(HttpContext context, string key)
    {
        if (!objects.TryGetValue(key, out var content))
        {
            await FailAsync(context, 404, "NoSuchKey");
        }
        else if (context.Request.Headers.IfMatch is [{ } wanted] && wanted != TagOf(content))
        {
            await FailAsync(context, 412, "PreconditionFailed");
        }
        else
        {
            var from = context.Request.GetTypedHeaders().Range?.Ranges.First().From ?? 0;
            context.Response.StatusCode = context.Request.Headers.ContainsKey("Range") ? 206 : 200;
            context.Response.Headers.ETag = TagOf(content);
            context.Response.Headers.LastModified = "Wed, 04 Feb 2026 00:00:00 GMT";
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = content.Length - from;
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(content.AsMemory((int)from), context.RequestAborted);
            }
        }
    }

    private async Task StoreAsync(HttpContext context, string key)
    {
        var query = context.Request.Query;
        var body = await BodyAsync(context);
        if (context.Request.Headers.ContentMD5 is [{ } digest] && digest != Convert.ToBase64String(Md5Of(body)))
        {
            await FailAsync(context, 400, "BadDigest");
        }
        else if (query.ContainsKey("uploads"))
        {
            var id = Guid.NewGuid().ToString("N");
            uploads[id] = new Upload(key, []);
            await WriteAsync(context, 200, $"<InitiateMultipartUploadResult><Bucket>{bucket}</Bucket><Key>{key}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
        }
        else if (query["partNumber"] is [{ } number] && uploads.TryGetValue(query["uploadId"].ToString(), out var begun))
        {
            begun.Parts[int.Parse(number, CultureInfo.InvariantCulture)] = body;
            await StoredAsync(context, body);
        }
        else if (FailsLate && (query.ContainsKey("uploadId") || context.Request.Headers.ContainsKey("x-amz-copy-source")))
        {
            await WriteAsync(context, 200, "<Error><Code>InternalError</Code><Message>no</Message></Error>");
        }
        else if (query["uploadId"] is [{ } done] && uploads.TryRemove(done, out var whole))
        {
            var named = XDocument.Parse(Encoding.UTF8.GetString(body)).Descendants().Where(node => node.Name.LocalName == "PartNumber").Select(node => (int)node).ToList();
            objects[key] = [.. named.SelectMany(part => whole.Parts[part])];
            await WriteAsync(context, 200, $"<CompleteMultipartUploadResult><Key>{key}</Key><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>");
        }
        else if (context.Request.Headers["x-amz-copy-source"] is [{ } source])
        {
            var from = Uri.UnescapeDataString(source).Trim('/').Split('/', 2)[1];
            await (objects.TryGetValue(from, out var copied)
                ? WriteAsync(context, 200, $"<CopyObjectResult><ETag>{TagOf(objects[key] = copied)}</ETag></CopyObjectResult>")
                : FailAsync(context, 404, "NoSuchKey"));
        }
        else
        {
            objects[key] = body;
            await StoredAsync(context, body);
        }
    }

    private Task RemoveAsync(HttpContext context, string key)
    {
        if (context.Request.Query["uploadId"] is [{ } upload])
        {
            uploads.TryRemove(upload, out _);
        }
        else
        {
            objects.TryRemove(key, out _);
        }

        return WriteAsync(context, 204, "");
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var prefix = query["prefix"].ToString();
        if (query.ContainsKey("uploads"))
        {
            var entries = uploads.Where(entry => entry.Value.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry =>
                $"<Upload><Key>{entry.Value.Key}</Key><UploadId>{entry.Key}</UploadId><Initiated>2026-02-04T00:00:00.000Z</Initiated></Upload>");
            return WriteAsync(context, 200, $"<ListMultipartUploadsResult><Bucket>{bucket}</Bucket><IsTruncated>false</IsTruncated>{string.Concat(entries)}</ListMultipartUploadsResult>");
        }

        Lists++;
        var after = query["continuation-token"].ToString();
        var found = objects.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(PageSize + 1).ToList();
        var page = found.Take(PageSize).ToList();
        var contents = string.Concat(page.Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"<Contents><Key>{entry.Key}</Key><LastModified>2026-02-04T00:00:00.000Z</LastModified><ETag>&quot;{TagOf(entry.Value).Trim('"')}&quot;</ETag><Size>{entry.Value.Length}</Size></Contents>")));
        var next = found.Count > PageSize ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{page[^1].Key}</NextContinuationToken>" : "<IsTruncated>false</IsTruncated>";
        return WriteAsync(context, 200, $"""<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{bucket}</Name>{next}{contents}</ListBucketResult>""");
    }

    private static Task StoredAsync(HttpContext context, byte[] content)
    {
        context.Response.Headers.ETag = TagOf(content);
        return WriteAsync(context, 200, "");
    }

    private static string TagOf(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol's digest of a body.")]
    private static byte[] Md5Of(byte[] content) => MD5.HashData(content);

    private static Task FailAsync(HttpContext context, int status, string code) => WriteAsync(context, status, $"<Error><Code>{code}</Code><Message>no</Message></Error>");

    private sealed record Upload(string Key, ConcurrentDictionary<int, byte[]> Parts);
}
