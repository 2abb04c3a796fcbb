using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

/// <summary>What is read of one recording, and of whoever has signed in.</summary>
internal sealed class RingCentralRecordings(RingCentralDirectory directory, RecordingServer recordings, FaultBook faults)
{
    public static Task ExtensionAsync(HttpContext context)
    {
        var (company, request) = (RingCentralCaller.Of(context).Company, context.Request);
        var account = $"{request.Scheme}://{request.Host}{RingCentralPaths.Root}/restapi/v1.0/account/{company.AccountId}";
        return VendorJson.WriteAsync(
            context,
            200,
            new
            {
                Id = long.Parse(company.AccountId, CultureInfo.InvariantCulture),
                Uri = $"{account}/extension/{company.AccountId}",
                ExtensionNumber = "101",
                Name = "Alex Harbor",
                Type = "User",
                Status = "Enabled",
                Account = new { Id = company.AccountId, Uri = account },
                Contact = new { FirstName = "Alex", LastName = "Harbor", Email = "alex.harbor@harborline.example" },
            },
            RingCentralErrors.Json,
            "application/json");
    }

    public Task GetAsync(HttpContext context, string id) => Find(context, id) is { } call && directory.HasRecording(call)
        ? VendorJson.WriteAsync(
            context,
            200,
            new
            {
                call.Id,
                ContentUri = RingCentralMapper.ContentUri(context.Request, RingCentralCaller.Of(context).Company, call),
                ContentType = "audio/mpeg",
                Duration = (int)call.Recording.Duration.TotalSeconds,
            },
            RingCentralErrors.Json,
            "application/json")
        : RingCentralErrors.NotFoundAsync(context, "recordingId");

    public Task ContentAsync(HttpContext context, string id) => Find(context, id) is { } call && directory.HasRecording(call)
        ? recordings.ServeAsync(context, directory, RingCentralCaller.Of(context).Company, call)
        : RingCentralErrors.NotFoundAsync(context, "recordingId");

    public Task InsightsAsync(HttpContext context, string id) =>
        Find(context, id) is { } call && faults.Lasting(FaultKind.MissingTranscript, directory.Slug, call.Id) is null && !faults.IsTranscriptLate(directory.Slug, call.Id)
            ? VendorJson.WriteAsync(context, 200, RingCentralMapper.Insights(RingCentralCaller.Of(context).Company, call), RingCentralErrors.Json, "application/json")
            : RingCentralErrors.NotFoundAsync(context, "sourceRecordId");

    private static WorldCall? Find(HttpContext context, string id) =>
        RingCentralCaller.Of(context).Company.World is var world && world.Find(id) is { } index ? world.Call(index) : null;
}
