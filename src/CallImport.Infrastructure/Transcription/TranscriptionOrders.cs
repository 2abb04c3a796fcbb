using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;
using CallImport.Infrastructure.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Transcription;

/// <summary>Hands out orders and takes in what became of them. An order in work is a lease, as a call of an import is.</summary>
internal sealed class TranscriptionOrders(NpgsqlDataSource database)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string Claim =
        """
        WITH chosen AS (
            SELECT engagement_id FROM transcription_orders
            WHERE refusal IS NULL AND due_at <= now() AND coalesce(lease_until < now(), true) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED),
        claimed AS (
            UPDATE transcription_orders wanted SET lease_until = clock_timestamp() + @lease, lease_epoch = lease_epoch + 1, waiting_reason = NULL
            FROM chosen WHERE wanted.engagement_id = chosen.engagement_id RETURNING wanted.engagement_id, wanted.lease_epoch)
        SELECT claimed.engagement_id, claimed.lease_epoch, engagement.workspace_id, recording_key, recording_sha256, language, title, participants
        FROM claimed JOIN engagements engagement ON engagement.id = claimed.engagement_id
        """;

    private const string Renew =
        "UPDATE transcription_orders SET lease_until = clock_timestamp() + @lease WHERE engagement_id = @engagement AND lease_epoch = @epoch";

    private const string Wait =
        """
        UPDATE transcription_orders SET lease_until = NULL, due_at = now() + @pause, waiting_reason = @reason
        WHERE engagement_id = @engagement AND lease_epoch = @epoch
        """;

    private const string Refuse =
        "UPDATE transcription_orders SET lease_until = NULL, refusal = @reason WHERE engagement_id = @engagement AND lease_epoch = @epoch";

    /// <summary>Order, transcript and call change together, or not at all when somebody else has the order now.</summary>
    private const string Finish =
        """
        WITH mine AS (
            DELETE FROM transcription_orders WHERE engagement_id = @engagement AND lease_epoch = @epoch RETURNING engagement_id, workspace_id),
        written AS (
            INSERT INTO transcripts (engagement_id, workspace_id, source, segments, text)
            SELECT engagement_id, workspace_id, @source, @segments::jsonb, @text FROM mine
            ON CONFLICT (engagement_id) DO NOTHING RETURNING engagement_id)
        UPDATE engagements SET transcript_absence = NULL, insights = @insights::jsonb,
            search_vector = setweight(to_tsvector('simple', @search_title), 'A') || to_tsvector('english', left(@text, 200000))
        WHERE id IN (SELECT engagement_id FROM written)
        """;

    /// <returns>null when nothing is due</returns>
    public async Task<ClaimedOrder?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Claim);
        command.Parameters.AddWithValue("lease", Lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ClaimedOrder
            {
                EngagementId = reader.GetGuid(0),
                Epoch = reader.GetInt64(1),
                Recording = new SpokenRecording
                {
                    WorkspaceId = reader.GetGuid(2),
                    Key = reader.GetString(3),
                    Sha256 = reader.GetString(4),
                    Extension = Path.GetExtension(reader.GetString(3)).TrimStart('.'),
                    Language = reader.IsDBNull(5) ? null : reader.GetString(5),
                },
                Title = reader.IsDBNull(6) ? null : reader.GetString(6),
                Participants = JsonSerializer.Deserialize<List<Participant>>(reader.GetString(7), CallJson.Options) ?? [],
            }
            : null;
    }

    /// <returns>false when the order is somebody else's by now, or was taken back</returns>
    public async Task<bool> RenewAsync(ClaimedOrder order, CancellationToken cancellationToken)
    {
        await using var command = Command(Renew, order);
        command.Parameters.AddWithValue("lease", Lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public async Task WaitAsync(ClaimedOrder order, TimeSpan pause, string? reason, CancellationToken cancellationToken)
    {
        await using var command = Command(Wait, order);
        command.Parameters.AddWithValue("pause", pause);
        command.Parameters.Add(new NpgsqlParameter("reason", NpgsqlDbType.Text) { Value = (object?)reason ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RefuseAsync(ClaimedOrder order, string reason, CancellationToken cancellationToken)
    {
        await using var command = Command(Refuse, order);
        command.Parameters.AddWithValue("reason", reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task FinishAsync(ClaimedOrder order, Transcript transcript, CallInsights insights, CancellationToken cancellationToken)
    {
        await using var command = Command(Finish, order);
        command.Parameters.AddWithValue("source", TranscriptSources.SpeechToText);
        command.Parameters.AddWithValue("segments", JsonSerializer.Serialize(transcript.Segments, CallJson.Options));
        command.Parameters.AddWithValue("text", SearchText.OfWords(transcript));
        command.Parameters.AddWithValue("insights", JsonSerializer.Serialize(insights, CallJson.Options));
        command.Parameters.AddWithValue("search_title", SearchText.OfTitle(order.Title, order.Participants));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, ClaimedOrder order)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("engagement", order.EngagementId);
        command.Parameters.AddWithValue("epoch", order.Epoch);
        return command;
    }
}

/// <summary>An order that this node works on.</summary>
internal sealed record ClaimedOrder
{
    public required Guid EngagementId { get; init; }

    public required long Epoch { get; init; }

    public required SpokenRecording Recording { get; init; }

    public string? Title { get; init; }

    public required IReadOnlyList<Participant> Participants { get; init; }
}
