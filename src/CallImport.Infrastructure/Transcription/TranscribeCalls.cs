using CallImport.Domain;
using CallImport.Domain.Calls;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Transcription;

/// <summary>Has calls of the library written down that have a recording and no transcript, from what is stored here.</summary>
public sealed class TranscribeCalls(IDbContextFactory<CallImportDbContext> databases, ITranscriber transcriber, AuditTrail audit)
{
    /// <summary>False: nobody is set up to do it.</summary>
    public bool IsOffered => transcriber.IsAvailable;

    /// <returns>1; the transcript follows within minutes</returns>
    public async Task<Result<int>> OneAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var call = await database.ImportedCalls.Where(row => row.EngagementId == engagementId && row.WorkspaceId == actor.WorkspaceId)
            .OrderBy(row => row.Id).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (call is not { } callId)
        {
            return new CallNotFound();
        }

        var ordered = await OrderAsync(database, actor, callId, jobId: null, cancellationToken);
        return ordered == 0 ? new NothingToTranscribe() : ordered;
    }

    /// <returns>how many calls of the import will be written down</returns>
    public async Task<Result<int>> OfImportAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await OrderAsync(database, actor, callId: null, jobId, cancellationToken);
    }

    /// <summary>Calls of an import that could be written down and are not ordered yet.</summary>
    public async Task<int> CountAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportedCalls
            .Where(call => call.ImportJobId == jobId && call.WorkspaceId == actor.ReadableWorkspaceId)
            .Join(database.Engagements, call => call.EngagementId, engagement => engagement.Id, (_, engagement) => engagement)
            .CountAsync(
                engagement => engagement.RecordingKey != null
                    && !database.Transcripts.Any(transcript => transcript.EngagementId == engagement.Id)
                    && !database.TranscriptionOrders.Any(order => order.EngagementId == engagement.Id && order.Refusal == null),
                cancellationToken);
    }

    /// <returns>what became of the wish for a transcript; null when there is none</returns>
    public async Task<TranscriptionOrder?> FindOrderAsync(Actor actor, Guid engagementId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.TranscriptionOrders.AsNoTracking()
            .FirstOrDefaultAsync(order => order.EngagementId == engagementId && order.WorkspaceId == actor.ReadableWorkspaceId, cancellationToken);
    }

    private Refusal? Refusal(Actor actor) => !actor.MayImport ? new MayNotTranscribe() : !transcriber.IsAvailable ? new NoTranscription() : null;

    private async Task<int> OrderAsync(CallImportDbContext database, Actor actor, Guid? callId, Guid? jobId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ordered = await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO transcription_orders (engagement_id, workspace_id)
             SELECT engagement.id, engagement.workspace_id FROM engagements engagement JOIN imported_calls call ON call.engagement_id = engagement.id
             WHERE engagement.workspace_id = {actor.WorkspaceId} AND (call.id = {callId}::uuid OR call.import_job_id = {jobId}::uuid)
                 AND engagement.recording_key IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM transcripts WHERE transcripts.engagement_id = engagement.id)
             ON CONFLICT (engagement_id) DO UPDATE SET refusal = NULL, waiting_reason = NULL, due_at = now() WHERE transcription_orders.refusal IS NOT NULL
             """,
            cancellationToken);
        if (ordered > 0)
        {
            var action = jobId is null ? "call.transcription_ordered" : "import.transcription_ordered";
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, action, $"{jobId ?? callId}", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ordered;
    }
}
