using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Grain;

/// <summary>What belongs to one recording: what was said, and where the file is.</summary>
internal sealed class GrainMedia(
    GrainDirectory directory, GrainMapper mapper, MediaUrls urls, RecordingServer recordings, FaultBook faults, SandboxOptions options)
{
    public Task TranscriptAsync(HttpContext context, Guid id) =>
        GrainCaller.Of(context).Recording(id) is { } call && mapper.Transcript(call) is { } sections
            ? VendorJson.WriteAsync(context, 200, sections, VendorJson.Snake)
            : GrainErrors.WriteAsync(context, 404, "Transcript not found");

    public async Task TextAsync(HttpContext context, Guid id)
    {
        if (GrainCaller.Of(context).Recording(id) is { } call && mapper.Transcript(call) is { } sections)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(string.Join('\n', sections.Select(section => $"{section.Speaker}: {section.Text}")), context.RequestAborted);
        }
        else
        {
            await GrainErrors.WriteAsync(context, 404, "Transcript not found");
        }
    }

    public Task DownloadAsync(HttpContext context, Guid id)
    {
        var company = GrainCaller.Of(context).Company;
        if (GrainCaller.Of(context).Recording(id) is not { } call || faults.Lasting(FaultKind.MissingMedia, GrainPaths.Vendor, call.Id) is not null)
        {
            return GrainErrors.WriteAsync(context, 404, "Recording not found");
        }

        if (options.Grain.DirectDownloads)
        {
            return recordings.ServeAsync(context, directory, company, call);
        }

        context.Response.Redirect(urls.Sign(context.Request, $"{GrainPaths.Media}/{company.Slug}/{id}.mp3", options.Grain.MediaUrlSeconds).Url);
        return Task.CompletedTask;
    }
}
