using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

internal sealed record FathomFile(string Url, string ContentType, long FileSizeBytes, string ExpiresAt);

internal sealed record FathomDownload(string DownloadId, long RecordingId, string Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FathomFile? Audio { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureReason { get; init; }
}

/// <summary>Recordings are prepared on request: asked for, asked about, and then there for a day.</summary>
internal sealed class FathomDownloads(FathomDirectory directory, MediaUrls urls, FaultBook faults, SandboxOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    /// <summary>When the file of a recording is ready; from then on every further request is answered at once.</summary>
    private readonly ConcurrentDictionary<(string Company, int Index), DateTimeOffset> _files = new();

    public async Task StartAsync(HttpContext context, long recordingId)
    {
        var caller = FathomCaller.Of(context);
        if (caller.Recording(recordingId) is not { } call)
        {
            await FathomErrors.WriteAsync(context, 404, "Recording not found");
        }
        else if (!caller.MayDownload)
        {
            await FathomErrors.WriteAsync(context, 403, "You may view this recording, but not download it");
        }
        else if (!directory.HasRecording(call))
        {
            await FathomErrors.WriteAsync(context, 422, "This recording has no downloadable media");
        }
        else
        {
            var now = time.GetUtcNow();
            var fails = faults.Hit(FaultKind.FailedPreparation, FathomPaths.Vendor, $"{recordingId}") is not null;
            var ready = fails
                ? now.AddSeconds(options.Fathom.PreparationSeconds)
                : _files.GetOrAdd((caller.Company.Slug, call.Index), now.AddSeconds(options.Fathom.PreparationSeconds));
            var job = new Job($"dl_{Guid.NewGuid():N}", caller.Client, recordingId, ready, now.AddSeconds(options.Fathom.MediaUrlSeconds), fails);
            _jobs[job.Id] = job;
            await VendorJson.WriteAsync(context, 202, Tell(context.Request, caller.Company, job, call), VendorJson.Snake);
        }
    }

    /// <summary>What one client had prepared does not exist for another.</summary>
    public async Task AskAsync(HttpContext context, long recordingId, string downloadId)
    {
        var caller = FathomCaller.Of(context);
        if (_jobs.TryGetValue(downloadId, out var job) && job.Client == caller.Client && job.RecordingId == recordingId
            && caller.Recording(recordingId) is { } call)
        {
            await VendorJson.WriteAsync(context, 200, Tell(context.Request, caller.Company, job, call), VendorJson.Snake);
        }
        else
        {
            await FathomErrors.WriteAsync(context, 404, "Download not found");
        }
    }

    private FathomDownload Tell(HttpRequest request, FathomCompany company, Job job, WorldCall call)
    {
        var now = time.GetUtcNow();
        if (now < job.ReadyAt)
        {
            return new FathomDownload(job.Id, job.RecordingId, "processing");
        }

        if (job.Fails)
        {
            return new FathomDownload(job.Id, job.RecordingId, "failed") { FailureReason = "generation_failed" };
        }

        if (now >= job.Until)
        {
            return new FathomDownload(job.Id, job.RecordingId, "expired");
        }

        var (url, expires) = urls.Sign(request, $"{FathomPaths.Media}/{company.Slug}/{job.RecordingId}.mp3", (int)(job.Until - now).TotalSeconds + 1);
        return new FathomDownload(job.Id, job.RecordingId, "completed")
        {
            Audio = new FathomFile(
                url, "audio/mpeg", call.Recording.Length, expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        };
    }

    private sealed record Job(string Id, string Client, long RecordingId, DateTimeOffset ReadyAt, DateTimeOffset Until, bool Fails);
}
