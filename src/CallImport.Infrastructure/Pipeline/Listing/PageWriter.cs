using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Queue.Sql;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Pipeline.Listing;

internal enum PageFate
{
    Written,

    /// <summary>The listing is not this holder's any more.</summary>
    Lost,

    /// <summary>This cursor has led here before, or the list goes on and on without a new call.</summary>
    Circle,
}

/// <summary>Writes one page in one transaction: calls, counters, cursor.</summary>
internal sealed partial class PageWriter(
    NpgsqlDataSource database, IOptions<ImportOptions> options, ImportMetrics metrics, TimeProvider clock, ILogger<PageWriter> logger)
{
    /// <param name="at">Where this page was found.</param>
    /// <param name="next">Where listing goes on; null when this was the last page of all.</param>
    /// <param name="unlisted">What the source turned out to keep to itself, with this page.</param>
    public async Task<PageFate> WriteAsync(
        ImportJob job, IReadOnlyList<SourceCall> calls, ListingProgress at, ListingProgress? next, UnlistedCalls? unlisted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // Once a page is enough: what comes twice is the same call.
        var listed = calls.Select(call => ListedCall.Of(call, now)).DistinctBy(call => call.SourceCallId, StringComparer.Ordinal).ToList();
        try
        {
            return await WriteAsync(job, listed, at, next, unlisted, cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("54", StringComparison.Ordinal))
        {
            // One call holds what the database cannot: without the vendors' own records every row fits.
            Log.Stripped(logger, job.Id, refused.SqlState, refused.MessageText);
            return await WriteAsync(job, [.. listed.Select(call => call with { Metadata = "{}", Title = null })], at, next, unlisted, cancellationToken);
        }
    }

    private static string HashOf(ListingProgress at) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{at.Pass}|{at.Part.From.UtcTicks}|{at.Part.To.UtcTicks}|{at.Cursor}"))));

    private async Task<PageFate> WriteAsync(
        ImportJob job, List<ListedCall> calls, ListingProgress at, ListingProgress? next, UnlistedCalls? unlisted, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        NpgsqlBatchCommand Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.AddWithValue("job", job.Id);
            command.Parameters.AddWithValue("epoch", job.LeaseEpoch);
            batch.BatchCommands.Add(command);
            return command;
        }

        Add(PageSql.Lock).Parameters.AddWithValue("lease", options.Value.Lease);
        var remember = Add(PageSql.Remember);
        remember.Parameters.AddWithValue("cursor_hash", HashOf(at));
        remember.Parameters.AddWithValue("calls", calls.Count);
        remember.Parameters.AddWithValue("idle", EndlessList.MostIdlePages);
        Describe(new ColumnArrays(Add(PageSql.Add)), calls);
        var takeOver = Add(PageSql.TakeOver);
        takeOver.Parameters.AddWithValue("source_ids", calls.SelectMany(call => call.AllIds).ToArray());
        takeOver.Parameters.AddWithValue("arrived", calls.Where(call => call.HasRecording).SelectMany(call => call.AllIds).ToArray());
        var advance = Add(PageSql.Advance);
        advance.Parameters.Add(new NpgsqlParameter("next", NpgsqlDbType.Text) { Value = (object?)next?.Cursor ?? DBNull.Value });
        advance.Parameters.AddWithValue("from", (next ?? at).Part.From.ToUniversalTime());
        advance.Parameters.AddWithValue("to", (next ?? at).Part.To.ToUniversalTime());
        advance.Parameters.AddWithValue("sealed", next is null);
        advance.Parameters.AddWithValue("unlisted", (int)(unlisted?.Count ?? 0));
        advance.Parameters.Add(new NpgsqlParameter("shortage", NpgsqlDbType.Text) { Value = (object?)unlisted?.Reason ?? DBNull.Value });
        var tell = Add(PageSql.Tell);
        tell.Parameters.AddWithValue("work", ImportChannels.Work);
        tell.Parameters.AddWithValue("progress", ImportChannels.Progress);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var isOurs = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var isNew = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var unusable = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0;
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        // Only now is all of it committed.
        metrics.CallsFailed(job.Platform, FailureClass.Permanent, unusable);
        return !isOurs ? PageFate.Lost : isNew ? PageFate.Written : PageFate.Circle;
    }

    private static void Describe(ColumnArrays columns, List<ListedCall> calls)
    {
        columns.Add("ids", NpgsqlDbType.Uuid, calls, call => call.Id);
        columns.Add("source_ids", NpgsqlDbType.Text, calls, call => call.SourceCallId);
        columns.Add("other_ids", NpgsqlDbType.Text, calls, call => call.OtherId);
        columns.Add("group_ids", NpgsqlDbType.Text, calls, call => call.GroupId);
        columns.Add("titles", NpgsqlDbType.Text, calls, call => call.Title);
        columns.Add("starts", NpgsqlDbType.TimestampTz, calls, call => call.StartedAt);
        columns.Add("durations", NpgsqlDbType.Integer, calls, call => call.DurationSeconds);
        columns.Add("tokens", NpgsqlDbType.Text, calls, call => call.DownloadToken);
        columns.Add("metadata", NpgsqlDbType.Text, calls, call => call.Metadata);
        columns.Add("faults", NpgsqlDbType.Text, calls, call => call.Fault);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A page of import {JobId} is stored without the vendor's own records: {SqlState} {Reason}")]
        public static partial void Stripped(ILogger logger, Guid jobId, string sqlState, string reason);
    }
}
