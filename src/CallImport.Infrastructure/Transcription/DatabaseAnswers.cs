using System.Text.Json;
using CallImport.Domain.Calls;
using Npgsql;

namespace CallImport.Infrastructure.Transcription;

internal sealed class DatabaseAnswers(NpgsqlDataSource database) : IAnsweredSpeech
{
    private const string Find =
        """
        SELECT words FROM answered_speech WHERE workspace_id = @workspace AND recording_sha256 = @sha256 AND model = @model AND piece = @piece
        """;

    private const string Keep =
        """
        INSERT INTO answered_speech (workspace_id, recording_sha256, model, piece, words) VALUES (@workspace, @sha256, @model, @piece, @words::jsonb)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>What nobody waits for any more. An hour: a call may just be on its way from one table to the other.</summary>
    private const string Forget =
        """
        DELETE FROM answered_speech kept WHERE answered_at < now() - interval '1 hour'
            AND NOT EXISTS (SELECT 1 FROM imported_calls call WHERE call.workspace_id = kept.workspace_id
                AND call.status IN ('pending', 'downloading', 'transcribing', 'processing') AND call.staged_recording ->> 'sha256' = kept.recording_sha256)
            AND NOT EXISTS (SELECT 1 FROM transcription_orders wanted JOIN engagements engagement ON engagement.id = wanted.engagement_id
                WHERE engagement.workspace_id = kept.workspace_id AND wanted.refusal IS NULL AND engagement.recording_sha256 = kept.recording_sha256)
        """;

    public async Task<IReadOnlyList<SpokenWords>?> FindAsync(SpeechQuestion question, CancellationToken cancellationToken)
    {
        await using var command = Command(Find, question);
        return await command.ExecuteScalarAsync(cancellationToken) is string words ? JsonSerializer.Deserialize<List<SpokenWords>>(words, CallJson.Options) : null;
    }

    public async Task KeepAsync(SpeechQuestion question, IReadOnlyList<SpokenWords> answer, CancellationToken cancellationToken)
    {
        await using var command = Command(Keep, question);
        command.Parameters.AddWithValue("words", JsonSerializer.Serialize(answer, CallJson.Options));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Forget);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, SpeechQuestion question)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("workspace", question.WorkspaceId);
        command.Parameters.AddWithValue("sha256", question.Sha256);
        command.Parameters.AddWithValue("model", question.Model);
        command.Parameters.AddWithValue("piece", question.Piece);
        return command;
    }
}
