using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Queue.Sql;
using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Queue;

/// <param name="WasOurs">False when another worker or a cancellation has the call now: what this worker stored is to be removed.</param>
internal sealed record WrittenOutcome(CallOutcome Outcome, bool WasOurs);

internal sealed record EndedJob(Guid Id, string Platform, ImportJobStatus Status, TimeSpan Duration);

/// <summary>Writes a lot of outcomes in one transaction and one message.</summary>
internal sealed class FinishCalls(NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="tell">Jobs whose watchers are told in the same transaction.</param>
    public async Task<(IReadOnlyList<WrittenOutcome> Outcomes, IReadOnlyList<EndedJob> Ended)> ExecuteAsync(
        IReadOnlyList<CallOutcome> outcomes, IReadOnlyCollection<Guid> tell, CancellationToken cancellationToken)
    {
        Guid[] jobs = [.. outcomes.Select(outcome => outcome.JobId).Distinct()];
        await using var batch = database.CreateBatch();
        var lockJobs = new NpgsqlBatchCommand(FinishSql.LockJobs);
        lockJobs.Parameters.AddWithValue("jobs", jobs);
        batch.BatchCommands.Add(lockJobs);
        batch.BatchCommands.Add(Finish(outcomes, tell));
        batch.BatchCommands.Add(CompleteCommand(jobs, outcomes));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var byId = outcomes.ToDictionary(outcome => outcome.Call.Id);
        var written = new List<WrittenOutcome>(outcomes.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            var outcome = byId[reader.GetGuid(0)];

            // After a commit whose answer was lost the row already says what we meant to write.
            var wasWrittenBefore = (!reader.IsDBNull(2) && reader.GetGuid(2) == outcome.Finished?.Engagement.Id) || reader.GetBoolean(3);
            written.Add(new WrittenOutcome(outcome, reader.GetBoolean(1) || wasWrittenBefore));
        }

        await reader.NextResultAsync(cancellationToken);
        return (written, await EndedAsync(reader, cancellationToken));
    }

    /// <summary>Ends what is done but not ended yet: that job, or every one.</summary>
    public async Task<IReadOnlyList<EndedJob>> CompleteAsync(Guid? job, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(CompleteCommand(job is { } id ? [id] : null, []));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await EndedAsync(reader, cancellationToken);
    }

    private static NpgsqlBatchCommand CompleteCommand(Guid[]? jobs, IReadOnlyList<CallOutcome> outcomes)
    {
        var complete = new NpgsqlBatchCommand(FinishSql.Complete);
        complete.Parameters.Add(new NpgsqlParameter("jobs", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = (object?)jobs ?? DBNull.Value });
        complete.Parameters.AddWithValue("ids", outcomes.Select(outcome => outcome.Call.Id).ToArray());
        complete.Parameters.AddWithValue("epochs", outcomes.Select(outcome => outcome.Call.Epoch).ToArray());
        complete.Parameters.AddWithValue("channel", ImportChannels.Progress);
        return complete;
    }

    private static async Task<List<EndedJob>> EndedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var ended = new List<EndedJob>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ended.Add(new EndedJob(
                reader.GetGuid(0), reader.GetString(1), Slug.Parse<ImportJobStatus>(reader.GetString(2)), TimeSpan.FromSeconds(Math.Max(0, reader.GetDouble(3)))));
        }

        return ended;
    }

    private NpgsqlBatchCommand Finish(IReadOnlyList<CallOutcome> outcomes, IReadOnlyCollection<Guid> tell)
    {
        var finished = outcomes.Select(outcome => outcome.Finished).ToArray();
        var columns = new ColumnArrays(new NpgsqlBatchCommand(FinishSql.Finish));
        columns.Add("ids", NpgsqlDbType.Uuid, outcomes, outcome => outcome.Call.Id);
        columns.Add("epochs", NpgsqlDbType.Bigint, outcomes, outcome => outcome.Call.Epoch);
        columns.Add("fates", NpgsqlDbType.Text, outcomes, FateName);
        columns.Add("untils", NpgsqlDbType.TimestampTz, outcomes, Until);
        columns.Add("classes", NpgsqlDbType.Text, outcomes, ClassName);
        columns.Add("reasons", NpgsqlDbType.Text, outcomes, Reason);
        columns.Add("staged", NpgsqlDbType.Text, outcomes, outcome => outcome.StagedRecording);
        columns.Add("tokens", NpgsqlDbType.Text, outcomes, outcome => outcome.DownloadToken);
        columns.Add("not_ready", NpgsqlDbType.Boolean, outcomes, outcome => outcome.WasNotReady);
        columns.Add("parked_untils", NpgsqlDbType.TimestampTz, outcomes, outcome => outcome.ParkedUntil);
        columns.Add("parked_reasons", NpgsqlDbType.Text, outcomes, outcome => outcome.ParkedReason);
        columns.Add("engagements", NpgsqlDbType.Uuid, finished, call => call?.Engagement.Id);
        columns.Add("workspaces", NpgsqlDbType.Uuid, finished, call => call?.Engagement.WorkspaceId);
        columns.Add("platforms", NpgsqlDbType.Text, finished, call => call?.Engagement.SourcePlatform);
        columns.Add("source_ids", NpgsqlDbType.Text, finished, call => call?.Engagement.SourceCallId);
        columns.Add("group_ids", NpgsqlDbType.Text, finished, call => call?.Engagement.SourceGroupId);
        columns.Add("urls", NpgsqlDbType.Text, finished, call => call?.Engagement.SourceUrl);
        columns.Add("titles", NpgsqlDbType.Text, finished, call => call?.Engagement.Title);
        columns.Add("starts", NpgsqlDbType.TimestampTz, finished, call => call?.Engagement.StartedAt.ToUniversalTime());
        columns.Add("durations", NpgsqlDbType.Integer, finished, call => call?.Engagement.DurationSeconds);
        columns.Add("directions", NpgsqlDbType.Text, finished, call => call?.Engagement.Direction);
        columns.Add("languages", NpgsqlDbType.Text, finished, call => call?.Engagement.Language);
        columns.Add("keys", NpgsqlDbType.Text, finished, call => call?.Engagement.RecordingKey);
        columns.Add("bytes", NpgsqlDbType.Bigint, finished, call => call?.Engagement.RecordingBytes);
        columns.Add("hashes", NpgsqlDbType.Text, finished, call => call?.Engagement.RecordingSha256);
        columns.Add("media_types", NpgsqlDbType.Text, finished, call => call?.Engagement.RecordingMediaType);
        columns.Add("no_recording", NpgsqlDbType.Text, finished, call => call?.Engagement.RecordingAbsence);
        columns.Add("no_transcript", NpgsqlDbType.Text, finished, call => call?.Engagement.TranscriptAbsence);
        columns.Add("participants", NpgsqlDbType.Text, finished, call => call?.Engagement.Participants);
        columns.Add("insights", NpgsqlDbType.Text, finished, call => call?.Engagement.Insights);
        columns.Add("search_titles", NpgsqlDbType.Text, finished, call => call?.SearchTitle ?? "");
        columns.Add("texts", NpgsqlDbType.Text, finished, call => call?.Transcript?.Text ?? "");
        columns.Add("sources", NpgsqlDbType.Text, finished, call => call?.Transcript?.Source);
        columns.Add("segments", NpgsqlDbType.Text, finished, call => call?.Transcript?.Segments);
        columns.Add("originals", NpgsqlDbType.Text, finished, call => call?.Transcript?.Original);

        // Waits were reckoned by this node's clock and end by the database's.
        columns.Command.Parameters.AddWithValue("node_now", clock.GetUtcNow().ToUniversalTime());
        columns.Command.Parameters.AddWithValue("tell", tell.ToArray());
        columns.Command.Parameters.AddWithValue("channel", ImportChannels.Progress);
        return columns.Command;
    }

    private static string FateName(CallOutcome outcome) => outcome.Fate switch
    {
        CallFate.Done => "done",
        CallFate.Snooze => "snooze",
        CallFate.Retry => "retry",
        CallFate.Failed => "failed",
        _ => "released",
    };

    private static DateTimeOffset? Until(CallOutcome outcome) => outcome.Fate switch
    {
        CallFate.Snooze snooze => snooze.Until.ToUniversalTime(),
        CallFate.Retry retry => retry.At.ToUniversalTime(),
        _ => null,
    };

    private static string? ClassName(CallOutcome outcome) => outcome.Fate switch
    {
        CallFate.Retry retry => Slug.Of(retry.Class),
        CallFate.Failed failed => Slug.Of(failed.Class),
        CallFate.Snooze { Cause: { } cause } => Slug.Of(cause),
        _ => null,
    };

    private static string? Reason(CallOutcome outcome) => outcome.Fate switch
    {
        CallFate.Snooze snooze => snooze.Reason,
        CallFate.Retry retry => retry.Reason,
        CallFate.Failed failed => failed.Reason,
        _ => null,
    };
}
