using CallImport.Domain.Imports;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Storage;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CallImport.Web.Endpoints;

/// <summary>
/// Recordings for members of their workspace: streamed from the store, with ranges, so that a player can seek in two gigabytes. What
/// is served came from outside and is therefore inert: a known media type or a mere attachment, never sniffed, never a document.
/// </summary>
public static class RecordingEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/recordings/{engagementId:guid}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .RequireAuthorization(Policies.CanRead);

    private static async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> ServeAsync(
        Guid engagementId, HttpContext context, EngagementQueries engagements, IRecordingStore store, CancellationToken cancellationToken)
    {
        if (context.User.ToActor() is not { } actor || await engagements.FindRecordingAsync(actor, engagementId, cancellationToken) is not { } recording)
        {
            return TypedResults.NotFound();
        }

        Stream stream;
        try
        {
            stream = await store.OpenReadAsync(recording.Facts.Key, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return TypedResults.NotFound();
        }
        catch (CallFaultException)
        {
            return TypedResults.Problem("The recordings cannot be read at the moment. Try again in a minute.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var media = PlayableMedia.Find(recording.Facts.MediaType);
        var isDownload = media is null || context.Request.Query.ContainsKey("download");
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(
            stream,
            media?.Type ?? PlayableMedia.Unknown,
            isDownload ? RecordingFileName.Of(recording.Title, recording.StartedAt, media?.Extension ?? "bin") : null,
            entityTag: new EntityTagHeaderValue($"\"{recording.Facts.Sha256}\""),
            enableRangeProcessing: true);
    }
}
