using System.Net;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>
/// Recordings are made on order: ordered once, asked about by the order's id until they are there, fetched from an address that lives a day. The id is
/// kept by the engine, so a restart asks about the same order.
/// </summary>
internal sealed class FathomDownloads(FathomApi api)
{
    /// <summary>Seen in the field: 30 to 40 s for a meeting of half an hour. The pauses after the first one grow.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    public async Task<RecordingAnswer> LocateAsync(PlatformConnection connection, SourceCallReference call, CancellationToken cancellationToken)
    {
        if (call is { DownloadToken: { } ordered, LocationRefused: false } && await api.DownloadAsync(connection, call.SourceCallId, ordered, cancellationToken) is { } known)
        {
            switch (known.Text("status"))
            {
                case "completed":
                    return Address(known) ?? throw Unusable();
                case "processing":
                    return new RecordingNotReady(AskAgain, ordered);
            }
        }

        // Never ordered, or the order has failed or expired. A repeated order of a file that is there is answered at once.
        return await OrderAsync(connection, call.SourceCallId, cancellationToken);
    }

    private async Task<RecordingAnswer> OrderAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken)
    {
        var answer = await api.StartDownloadAsync(connection, recordingId, cancellationToken);
        switch (answer.Status)
        {
            case HttpStatusCode.Forbidden:
                return new RecordingAbsent("Fathom lets this user view the recording but not download it: it was shared with limited access.");
            case HttpStatusCode.NotFound:
                return new RecordingAbsent("Fathom no longer shows this recording: it was deleted, or is no longer shared with this user.");
            case HttpStatusCode.UnprocessableEntity:
                return new RecordingAbsent("Fathom has no audio or video of this meeting.");
        }

        var order = FathomApi.Read(answer);
        return order.Text("status") switch
        {
            "completed" => Address(order) ?? throw Unusable(),
            "processing" => new RecordingNotReady(AskAgain, order.Text("download_id") ?? throw Unusable()),
            _ => throw new PlatformException(FailureClass.Transient, "Fathom could not prepare the recording. It is asked for again."),
        };
    }

    /// <summary>Only one of the two is there. The address is signed; the media host gets neither key nor token.</summary>
    private static RecordingAt? Address(JsonElement download) =>
        FathomMapper.WebAddress(download.Property("audio").Text("url") ?? download.Property("video").Text("url")) is { } url ? new RecordingAt(url) : null;

    private static PlatformException Unusable() => PlatformAnswer.Unusable(FathomPlatform.Descriptor.DisplayName);
}
