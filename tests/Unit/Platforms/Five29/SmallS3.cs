using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>The three reads of S3 that a drop needs, two keys a page (docs.aws.amazon.com: ListObjectsV2, HeadObject, GetObject).</summary>
internal sealed class SmallS3 : IAsyncDisposable
{
    public const string AccessKey = "drop-reader";

    private const string Bucket = "recordings";
    private const int PageSize = 2;

    private readonly SortedDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private WebApplication? app;

    public Uri Address => new(app?.Urls.First() ?? throw new InvalidOperationException("The server is not running."));

    public int Lists { get; private set; }

    /// <summary>Status of every answer; 0 for none of that.</summary>
    public int Refuses { get; set; }

    public SmallS3 With(string key, string text) => With(key, Encoding.UTF8.GetBytes(text));

    public SmallS3 With(string key, byte[] content)
    {
        objects[key] = content;
        return this;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var (bucket, key) = path.Trim('/').Split('/', 2) is [var name, var rest] ? (name, rest) : (path.Trim('/'), "");
        var error = Refuses > 0 ? (Refuses, "SlowDown")
            : !context.Request.Headers.Authorization.ToString().Contains($"Credential={AccessKey}/", StringComparison.Ordinal) ? (403, "InvalidAccessKeyId")
            : bucket != Bucket ? (404, "NoSuchBucket")
            : default;
        if (error != default)
        {
            await WriteAsync(context, error.Item1, $"<Error><Code>{error.Item2}</Code><Message>no</Message></Error>");
        }
        else if (key.Length == 0)
        {
            Lists++;
            await WriteAsync(context, 200, List(context.Request.Query["prefix"].ToString(), context.Request.Query["continuation-token"].ToString()));
        }
        else if (!objects.TryGetValue(key, out var content))
        {
            await WriteAsync(context, 404, "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>");
        }
        else if (context.Request.Headers.IfMatch is [{ } wanted] && wanted != TagOf(content))
        {
            await WriteAsync(context, 412, "<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>");
        }
        else
        {
            context.Response.Headers.ETag = TagOf(content);
            context.Response.Headers.LastModified = "Wed, 04 Feb 2026 00:00:00 GMT";
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = content.Length;
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(content, context.RequestAborted);
            }
        }
    }

    private string List(string prefix, string after)
    {
        var found = objects.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key, after) > 0).Take(PageSize + 1).ToList();
        var page = found.Take(PageSize).ToList();
        var contents = string.Concat(page.Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"<Contents><Key>{entry.Key}</Key><LastModified>2026-02-04T00:00:00.000Z</LastModified><ETag>&quot;{TagOf(entry.Value).Trim('"')}&quot;</ETag><Size>{entry.Value.Length}</Size></Contents>")));
        var next = found.Count > PageSize ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{page[^1].Key}</NextContinuationToken>" : "<IsTruncated>false</IsTruncated>";
        return $"""<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{Bucket}</Name>{next}{contents}</ListBucketResult>""";
    }

    private static string TagOf(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";

    private static Task WriteAsync(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(xml, context.RequestAborted);
    }
}
