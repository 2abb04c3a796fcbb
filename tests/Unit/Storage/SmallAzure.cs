using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.Unit.Storage;

/// <summary>What the product asks of Azure Blob Storage, two entries a page (learn.microsoft.com/rest/api/storageservices). Signatures are not checked.</summary>
internal sealed class SmallAzure : SmallStore
{
    public const string Container = "recordings";

    private const string Account = "someaccount";
    private const int PageSize = 2;
    private const string Time = "Wed, 04 Feb 2026 00:00:00 GMT";

    private readonly ConcurrentDictionary<string, byte[]> blobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte[]>> begun = new(StringComparer.Ordinal);
    private volatile bool isMade;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey=YS1rZXktb2YtdGhlLWFjY291bnQ=;BlobEndpoint={Address.GetLeftPart(UriPartial.Authority)}/{Account}";

    public ICollection<string> Begun => begun.Keys;

    public void RemoveContainer() => isMade = false;

    protected override async Task AnswerAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "/").Trim('/').Split('/', 3);
        var query = context.Request.Query;
        var key = parts.ElementAtOrDefault(2) ?? "";
        if (RefusalOf(context) is > 0 and var status)
        {
            await FailAsync(context, status, "ServerBusy");
        }
        else if (key.Length == 0 && HttpMethods.IsPut(context.Request.Method))
        {
            isMade = true;
            await AnswerAsync(context, 201, "");
        }
        else if (!isMade)
        {
            await FailAsync(context, 404, "ContainerNotFound");
        }
        else if (key.Length == 0)
        {
            await AnswerAsync(context, 200, query["comp"] == "list" ? List(query) : "");
        }
        else
        {
            await (context.Request.Method switch
            {
                "PUT" => StoreAsync(context, key, query["comp"].ToString()),
                "DELETE" => blobs.TryRemove(key, out _) ? AnswerAsync(context, 202, "") : FailAsync(context, 404, "BlobNotFound"),
                _ => ReadAsync(context, key),
            });
        }
    }

    private async Task StoreAsync(HttpContext context, string key, string what)
    {
        var body = await BodyAsync(context);
        if (what == "block")
        {
            begun.GetOrAdd(key, _ => new(StringComparer.Ordinal))[context.Request.Query["blockid"].ToString()] = body;
        }
        else if (what == "blocklist")
        {
            begun.TryRemove(key, out var known);
            blobs[key] = [.. XDocument.Load(new MemoryStream(body)).Descendants("Latest").SelectMany(name => known![name.Value])]; // Only what was sent is named.
        }
        else if (context.Request.Headers["x-ms-copy-source"] is [{ } source])
        {
            var from = Uri.UnescapeDataString(new Uri(source).AbsolutePath).Trim('/').Split('/', 3)[2];
            if (!blobs.TryGetValue(from, out var copied))
            {
                await FailAsync(context, 404, "BlobNotFound");
                return;
            }

            blobs[key] = copied;
            context.Response.Headers["x-ms-copy-id"] = "copy-1";
            context.Response.Headers["x-ms-copy-status"] = "success";
            await AnswerAsync(context, 202, "");
            return;
        }
        else
        {
            (blobs[key], _) = (body, begun.TryRemove(key, out _));
        }

        await AnswerAsync(context, 201, "");
    }

    private async Task ReadAsync(HttpContext context, string key)
    {
        if (!blobs.TryGetValue(key, out var content))
        {
            await FailAsync(context, 404, "BlobNotFound");
            return;
        }

        // The client library asks by a header of the service's own.
        var range = context.Request.Headers["x-ms-range"] is [{ } asked] ? asked : context.Request.Headers.Range.ToString();
        var from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
        Head(context);
        context.Response.StatusCode = range.Length == 0 ? 200 : 206;
        context.Response.Headers.ContentRange = range.Length == 0 ? default : $"bytes {from}-{content.Length - 1}/{content.Length}";
        context.Response.Headers["x-ms-blob-type"] = "BlockBlob";
        context.Response.Headers["x-ms-copy-id"] = "copy-1";
        context.Response.Headers["x-ms-copy-status"] = "success";
        context.Response.ContentLength = content.Length - from;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content.AsMemory(from), context.RequestAborted);
        }
    }

    private string List(IQueryCollection query)
    {
        var (prefix, after) = (query["prefix"].ToString(), query["marker"].ToString());
        var all = blobs.Select(blob => (blob.Key, blob.Value.Length));
        var open = query["include"].ToString().Contains("uncommittedblobs", StringComparison.OrdinalIgnoreCase) ? begun.Keys.Except(blobs.Keys).Select(key => (Key: key, Length: 0)) : [];
        var found = all.Concat(open).Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(PageSize + 1).ToList();
        var page = found.Take(PageSize).ToList();
        var entries = string.Concat(page.Select(entry =>
            $"<Blob><Name>{entry.Key}</Name><Properties><Last-Modified>{Time}</Last-Modified><Etag>0x1</Etag><Content-Length>{entry.Length}</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>"));
        return $"<EnumerationResults><Blobs>{entries}</Blobs><NextMarker>{(found.Count > PageSize ? page[^1].Key : "")}</NextMarker></EnumerationResults>";
    }

    private static Task FailAsync(HttpContext context, int status, string code)
    {
        context.Response.Headers["x-ms-error-code"] = code;
        return AnswerAsync(context, status, $"<Error><Code>{code}</Code><Message>no</Message></Error>");
    }

    private static Task AnswerAsync(HttpContext context, int status, string xml)
    {
        Head(context);
        return WriteAsync(context, status, xml);
    }

    private static void Head(HttpContext context)
    {
        context.Response.Headers.ETag = "\"0x1\"";
        context.Response.Headers.LastModified = Time;
        context.Response.Headers["x-ms-request-server-encrypted"] = "true";
        context.Response.Headers["x-ms-version"] = "2025-11-05";
    }
}
