using System.Collections.Concurrent;
using System.Globalization;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using Npgsql;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <param name="Missing">Calls that the source says it has in the part and has not listed.</param>
/// <param name="Known">Calls that the whole job knows.</param>
/// <param name="Noted">Calls that are written down as missing already, from other parts.</param>
internal readonly record struct Shortage(long Missing, long Known, long Noted);

/// <summary>Calls that a source counts and does not list, however often it is asked.</summary>
/// <param name="Reason">For people.</param>
internal sealed record UnlistedCalls(long Count, string Reason);

/// <summary>
/// Notices that a source lists fewer calls than it says it has: some cut long windows without a word.
/// </summary>
internal sealed class WindowShortage(NpgsqlDataSource database)
{
    /// <summary>Parts listed once more in a row that brought nothing new: then the source's own total is what is wrong.</summary>
    private const int MostFruitless = 3;

    /// <summary>What the part shows with its last page, and what the whole job knows then. The whole window is told by the counters.</summary>
    private const string Known =
        """
        SELECT fresh.calls + CASE WHEN @is_whole THEN job.found_calls + job.skipped_calls ELSE
                (SELECT count(*) FROM imported_calls call WHERE call.import_job_id = job.id AND call.started_at >= @from AND call.started_at < @to)
                + (SELECT count(*) FROM call_skips skip JOIN imported_calls call ON call.id = skip.imported_call_id
                    WHERE skip.import_job_id = job.id AND call.started_at >= @from AND call.started_at < @to) END,
            fresh.calls + job.found_calls + job.skipped_calls, job.unlisted_calls
        FROM import_jobs job
        CROSS JOIN LATERAL (SELECT count(*) AS calls FROM (SELECT DISTINCT unnest(@ids) AS id) listed WHERE (
            SELECT true FROM imported_calls call LEFT JOIN call_skips skip ON skip.imported_call_id = call.id AND skip.import_job_id = job.id
            WHERE call.workspace_id = job.workspace_id AND call.source_platform = job.platform AND call.source_call_id = listed.id
                AND (call.import_job_id = job.id OR skip.import_job_id IS NOT NULL) LIMIT 1) IS NULL) fresh
        WHERE job.id = @job
        """;

    /// <summary>In memory, some bytes for each job of such a source: a listing that moves to another node tries a few times more.</summary>
    private readonly ConcurrentDictionary<Guid, Tries> tries = new();

    /// <param name="calls">Of the part's last page, which is not written yet.</param>
    /// <param name="total">What the source says the part holds.</param>
    public async Task<Shortage> MeasureAsync(ImportJob job, ListingProgress at, IReadOnlyList<SourceCall> calls, int total, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Known);
        command.Parameters.AddWithValue("job", job.Id);
        command.Parameters.AddWithValue("is_whole", at.Part == at.Whole);
        command.Parameters.AddWithValue("from", at.Part.From.ToUniversalTime());
        command.Parameters.AddWithValue("to", at.Part.To.ToUniversalTime());
        command.Parameters.AddWithValue("ids", calls.Select(ListedCall.IdOf).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return default;
        }

        var found = new Shortage(Math.Max(0, total - reader.GetInt64(0)), reader.GetInt64(1), reader.GetInt32(2));
        if (at.Part == at.Whole && found.Missing > 0)
        {
            tries.AddOrUpdate(job.Id, new Tries(-1, 0, total), (_, last) => last with { Whole = total });
        }

        return found;
    }

    /// <returns>the part to list next, by date, to see what was left out; null when that has brought nothing for some times, or nothing more can be cut</returns>
    public CallQuery? Remedy(ImportJob job, ListingProgress at, Shortage shortage, PageOrder order)
    {
        var so = tries.AddOrUpdate(job.Id, new Tries(shortage.Known, 0, null), (_, last) =>
            last with { Known = shortage.Known, Fruitless = shortage.Known > last.Known ? 0 : last.Fruitless + 1 });
        if (so.Fruitless < MostFruitless)
        {
            // What was listed oldest first is continued after the newest of it; the older part follows anyway.
            return order.NewestSeen is { } newest && newest > at.Part.From ? at.Part with { From = newest } : at.AfterLostCursor(order.OldestSeen);
        }

        return null;
    }

    /// <returns>null when that many are noted already: some sources give the same total for every part</returns>
    public UnlistedCalls? Note(ImportJob job, ListingProgress at, Shortage shortage)
    {
        var whole = tries.GetValueOrDefault(job.Id).Whole;
        var count = Math.Min(shortage.Missing, (whole ?? long.MaxValue) - shortage.Known - shortage.Noted);
        return count <= 0 ? null : new UnlistedCalls(count, string.Create(
            CultureInfo.InvariantCulture, $"The source says that it has {count} more calls between {at.Part.From:u} and {at.Part.To:u} than it lists."));
    }

    /// <param name="Whole">What the source says the whole window holds; null when it was never listed in one piece.</param>
    private readonly record struct Tries(long Known, int Fruitless, long? Whole);
}
