using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Voices;
using CallImport.Sandbox.World;
using Microsoft.Net.Http.Headers;

namespace CallImport.Sandbox.Vendors;

/// <summary>Serves recordings, whole or in part, with what can go wrong on the way.</summary>
internal sealed class RecordingServer(MediaUrls urls, FaultBook faults, Availability availability, TimeProvider time)
{
    /// <summary>Bytes that a wrong length promises and nobody sends.</summary>
    private const int Missing = 4096;

    private static readonly FaultKind[] Kinds =
        [FaultKind.WrongType, FaultKind.CutDownload, FaultKind.WrongLength, FaultKind.StalledDownload];

    /// <summary>Answers at an address that <see cref="MediaUrls"/> has signed.</summary>
    public Task ServeSignedAsync(HttpContext context, Vendor vendor, Company? company, int? index) =>
        !urls.IsValid(context.Request) ? RefuseAsync(context.Response, 403, "AccessDenied", "Request has expired or its signature does not match")
        : company is null || index is null ? RefuseAsync(context.Response, 404, "NoSuchKey", "The recording does not exist")
        : ServeAsync(context, vendor, company, company.World.Call(index.Value));

    public async Task ServeAsync(HttpContext context, Vendor vendor, Company company, WorldCall call)
    {
        var (request, response) = (context.Request, context.Response);
        var recording = call.Recording;
        var fault = Kinds.Select(kind => faults.Hit(kind, vendor.Slug, $"{company.Slug}/{call.Id}")).FirstOrDefault(hit => hit is not null);
        if (fault?.Kind == FaultKind.WrongType)
        {
            await ErrorPages.WriteAsync(context, 200);
            return;
        }

        var etag = new EntityTagHeaderValue($"\"{call.Id}-{recording.Length:x}\"");
        var range = ByteRange.Of(request, etag, recording.Length);
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = etag.ToString();
        response.Headers.LastModified = call.Started.ToString("R", CultureInfo.InvariantCulture);
        response.ContentType = "audio/mpeg";
        if (range is null)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = $"bytes */{recording.Length}";
            return;
        }

        if (range.IsPart)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {range.From}-{range.From + range.Count - 1}/{recording.Length}";
        }

        response.ContentLength = range.Count + (fault?.Kind == FaultKind.WrongLength ? Missing : 0);
        if (!HttpMethods.IsHead(request.Method))
        {
            await SendAsync(context, recording, range, fault);
        }
    }

    /// <summary>As stores of objects do it.</summary>
    private static Task RefuseAsync(HttpResponse response, int status, string code, string message)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        return response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    }

    private async Task SendAsync(HttpContext context, Recording recording, ByteRange range, Fault? fault)
    {
        var pace = new Pace(availability.MediaBytesPerSecond, time);
        var count = fault?.Kind is FaultKind.CutDownload or FaultKind.StalledDownload ? range.Count / 2 : range.Count;
        await recording.WriteAsync(context.Response.BodyWriter, range.From, count, pace, context.RequestAborted);
        if (fault is null)
        {
            return;
        }

        if (fault.Kind == FaultKind.StalledDownload)
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds ?? 600), time, context.RequestAborted);
        }

        // A moment for what is on its way: tearing the connection down at once could lose it.
        await Task.Delay(TimeSpan.FromMilliseconds(50), time, context.RequestAborted);
        context.Abort();
    }
}
