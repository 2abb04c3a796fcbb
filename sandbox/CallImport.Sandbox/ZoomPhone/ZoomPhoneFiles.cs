using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>The API leads to files by a redirect; the files' own host asks for nothing but the address.</summary>
internal sealed class ZoomPhoneFiles(ZoomPhoneDirectory directory, RecordingServer recordings, MediaUrls urls, FaultBook faults, SandboxOptions options)
{
    public Task RecordingAsync(HttpContext context, string fileId)
    {
        var company = ZoomPhoneCaller.Of(context).Company;
        return ZoomPhoneIds.FindFile(company.World, fileId) is { } index && company.World.Call(index) is var call && directory.HasRecording(call)
            ? LeadTo(context, $"{ZoomPhonePaths.Files}/recordings/{company.Slug}/{call.Id}.mp3")
            : ZoomPhoneErrors.NoFileAsync(context);
    }

    public Task TranscriptAsync(HttpContext context, string recordingId)
    {
        var company = ZoomPhoneCaller.Of(context).Company;
        return ZoomPhoneIds.Find(company.World, recordingId) is not { } index || company.World.Call(index) is not { } call ? ZoomPhoneErrors.NoFileAsync(context)
            : faults.Lasting(FaultKind.MissingTranscript, directory.Slug, call.Id) is not null ? ZoomPhoneErrors.WriteAsync(context, 400, 12000, "Unable to transcribe this recording.")
            : faults.IsTranscriptLate(directory.Slug, call.Id)
                ? ZoomPhoneErrors.WriteAsync(context, 400, 12002, "This recording is still in the process of being transcribed. Reopen this recording in a few minutes.")
                : LeadTo(context, $"{ZoomPhonePaths.Files}/transcripts/{company.Slug}/{call.Id}.json");
    }

    public Task ServeRecordingAsync(HttpContext context, string slug, string id)
    {
        var company = directory.Find(slug);
        return recordings.ServeSignedAsync(context, directory, company, company?.World.Find(id));
    }

    public Task ServeTranscriptAsync(HttpContext context, string slug, string id)
    {
        if (!urls.IsValid(context.Request) || directory.Find(slug)?.World is not { } world || world.Find(id) is not { } index)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return VendorJson.WriteAsync(context, 200, ZoomPhoneMapper.Transcript(world.Call(index)), ZoomPhoneErrors.Json, "application/octet-stream");
    }

    private Task LeadTo(HttpContext context, string path)
    {
        context.Response.Redirect(urls.Sign(context.Request, path, options.ZoomPhone.FileSeconds).Url);
        return Task.CompletedTask;
    }
}
