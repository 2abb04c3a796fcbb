using System.Globalization;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallImport.Web.Endpoints;

/// <summary>The report of an import as a file: every call it listed and what became of it.</summary>
public static class ExportEndpoints
{
    private static readonly string[] Columns =
    [
        "source_call_id", "title", "started_at", "duration_seconds", "outcome", "error_class", "error", "failed_attempts", "engagement_id", "later_import",
    ];

    public static void MapExports(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/export/jobs/{jobId:guid}.csv", ExportAsync).RequireAuthorization(Policies.CanRead);

    private static async Task<Results<PushStreamHttpResult, NotFound>> ExportAsync(
        Guid jobId, HttpContext context, ImportQueries imports, ImportReport report, CancellationToken cancellationToken)
    {
        if (context.User.ToActor() is not { } actor || await imports.FindAsync(actor, jobId, cancellationToken) is not { } job)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(stream => WriteAsync(stream, report, actor, jobId, cancellationToken), "text/csv; charset=utf-8", FileName(job));
    }

    private static async Task WriteAsync(Stream stream, ImportReport report, Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024);
        await writer.WriteAsync(CsvLine.Of(Columns).AsMemory(), cancellationToken);
        await foreach (var call in report.ReadAsync(actor, jobId, cancellationToken))
        {
            var line = CsvLine.Of(
                call.SourceCallId,
                call.Title,
                call.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                call.DurationSeconds?.ToString(CultureInfo.InvariantCulture),
                call.Outcome,
                call.ErrorClass,
                call.Error,
                call.Attempts.ToString(CultureInfo.InvariantCulture),
                call.EngagementId?.ToString(),
                call.LaterImport);
            await writer.WriteAsync(line.AsMemory(), cancellationToken);
        }
    }

    private static string FileName(ImportJob job) =>
        string.Create(CultureInfo.InvariantCulture, $"import-{job.Platform}-{job.CreatedAt.UtcDateTime:yyyy-MM-dd}-{job.Id.ToString("N")[..8]}.csv");
}
