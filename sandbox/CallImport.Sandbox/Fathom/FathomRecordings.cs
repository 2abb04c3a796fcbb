using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

/// <summary>What was said, recording by recording.</summary>
internal sealed class FathomRecordings(FathomMapper mapper)
{
    public Task TranscriptAsync(HttpContext context, long recordingId) =>
        AnswerAsync(context, recordingId, call => new { transcript = mapper.Transcript(call) });

    public static Task SummaryAsync(HttpContext context, long recordingId) =>
        AnswerAsync(context, recordingId, call => new { summary = FathomMapper.Summary(call) });

    /// <summary>With an address to deliver to, the answer is only that address.</summary>
    private static Task AnswerAsync(HttpContext context, long recordingId, Func<WorldCall, object> answer) =>
        FathomCaller.Of(context).Recording(recordingId) is not { } call ? FathomErrors.WriteAsync(context, 404, "Recording not found")
        : context.Request.Query["destination_url"].FirstOrDefault() is { Length: > 0 } address
            ? VendorJson.WriteAsync(context, 200, new { destination_url = address }, VendorJson.Snake)
            : VendorJson.WriteAsync(context, 200, answer(call), VendorJson.Snake);
}
