using CallImport.Domain.Calls;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Transcription;

/// <summary>Writes down calls that were imported without words and ordered afterwards, one at a time per node: imports come first.</summary>
internal sealed partial class TranscriptionWorker(
    TranscriptionOrders orders, ITranscriber transcriber, IInsightMaker insights, TimeProvider clock, ILogger<TranscriptionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => transcriber.IsAvailable
        ? Backoff.RepeatAsync("Transcribing", TurnAsync, clock, logger, stoppingToken)
        : Task.CompletedTask;

    private async Task TurnAsync(CancellationToken stopping)
    {
        if (await orders.ClaimAsync(stopping) is not { } order)
        {
            await Task.Delay(Poll, clock, stopping);
            return;
        }

        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(order, work);
        try
        {
            await WriteDownAsync(order, work.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await orders.WaitAsync(order, TimeSpan.Zero, null, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException)
        {
            Log.Lost(logger, order.EngagementId);
        }
        finally
        {
            await work.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteDownAsync(ClaimedOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var transcript = SpeakerNames.Resolve(await transcriber.TranscribeAsync(order.Recording, cancellationToken), []);
            if (transcript.Segments.Count == 0)
            {
                await orders.RefuseAsync(order, "Nobody speaks in this recording.", cancellationToken);
                return;
            }

            await orders.FinishAsync(order, transcript, await insights.MakeAsync(transcript, order.Participants, cancellationToken), cancellationToken);
        }
        catch (TranscriptionException away) when (away.Pause is { } pause)
        {
            await orders.WaitAsync(order, pause, away.Message, cancellationToken);
        }
        catch (TranscriptionException refused)
        {
            await orders.RefuseAsync(order, refused.Message, cancellationToken);
        }
        catch (CallFaultException fault)
        {
            await orders.WaitAsync(order, CallFates.StorageWait, fault.Message, cancellationToken);
        }
    }

    private async Task RenewAsync(ClaimedOrder order, CancellationTokenSource work)
    {
        while (true)
        {
            await Task.Delay(TranscriptionOrders.Lease / 4, clock, work.Token);
            if (!await orders.RenewAsync(order, work.Token))
            {
                await work.CancelAsync();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The order to write down call {EngagementId} is no longer this node's")]
        public static partial void Lost(ILogger logger, Guid engagementId);
    }
}
