using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Pipeline.Steps;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>Takes a call through the steps and decides, by the one rule, what becomes of it.</summary>
internal sealed partial class CallRunner(
    IServiceProvider services, IRecordingStore store, IOptions<ImportOptions> options, TimeProvider clock, Jitter jitter, ILogger<CallRunner> logger)
{
    /// <summary>Shorter waits are the call's own; longer ones are shown at the job, which is parked.</summary>
    private static readonly TimeSpan WorthParking = TimeSpan.FromSeconds(10);

    /// <summary>In this order.</summary>
    private readonly ICallStep[] steps =
    [
        ActivatorUtilities.CreateInstance<DownloadRecording>(services),
        ActivatorUtilities.CreateInstance<FetchTranscript>(services),
        ActivatorUtilities.CreateInstance<TranscribeSpeech>(services),
        ActivatorUtilities.CreateInstance<MakeInsights>(services),
        ActivatorUtilities.CreateInstance<StoreRecording>(services),
        ActivatorUtilities.CreateInstance<CreateEngagement>(services),
    ];

    private readonly RetryRules rules = new(options.Value.CallMaxAttempts, options.Value.RetryBase, options.Value.RetryMax);

    /// <param name="enter">Told of every stage that the call enters.</param>
    /// <exception cref="OperationCanceledException">The worker was stopped, or the call is no longer its own.</exception>
    public async Task<CallOutcome> RunAsync(
        Guid jobId, ClaimedCall call, SourceBatch source, Action<ImportedCallStatus> enter, CancellationToken cancellationToken)
    {
        if (call.LeaseLosses >= ClaimCalls.Poisonous)
        {
            var reason = $"The importer died {call.LeaseLosses} times while working on this call; it was set aside to protect the others.";
            return new CallOutcome { JobId = jobId, Call = call, Fate = new CallFate.Failed(FailureClass.Permanent, reason) };
        }

        CallContext? context = null;
        try
        {
            context = new CallContext(jobId, call, source);
            return await TryAsync(context, enter, cancellationToken);
        }
        catch (Exception fault) when (context is null)
        {
            var fate = FateOf(fault, call);
            Report(fault, call, fate);
            return new CallOutcome { JobId = jobId, Call = call, Fate = fate };
        }
        catch (Exception) when (context is not null)
        {
            // Whoever does the call next does it under an epoch of its own and would never find what this one has brought.
            await store.DeleteAllAsync([RecordingKeys.Staging(call.Id, call.Epoch), context.RecordingKey], CancellationToken.None);
            throw;
        }
    }

    private async Task<CallOutcome> TryAsync(CallContext context, Action<ImportedCallStatus> enter, CancellationToken cancellationToken)
    {
        try
        {
            return await OutcomeAsync(context, await StepAsync(context, enter, cancellationToken), null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !context.Source.IsStopping)
        {
            var fate = await FateAsync(context, fault, cancellationToken);
            Report(fault, context.Call, fate);
            return await OutcomeAsync(context, fate, fault);
        }
    }

    /// <summary>Before a call is given up for something that may pass, its source is asked for something else: when that does not come either, it is not the call.</summary>
    private async Task<CallFate> FateAsync(CallContext context, Exception fault, CancellationToken cancellationToken)
    {
        var fate = FateOf(fault, context.Call);
        if (fate is not CallFate.Failed { Class: FailureClass.Transient })
        {
            return fate;
        }

        try
        {
            await context.Source.ProbeAsync(cancellationToken);
            return fate;
        }
        catch (PlatformException refused) when (refused.FailureClass == FailureClass.Transient)
        {
            return CallFates.DuringOutage(refused, clock.GetUtcNow(), jitter());
        }
        catch (Exception refused) when (!cancellationToken.IsCancellationRequested && !context.Source.IsStopping)
        {
            return FateOf(refused, context.Call) is CallFate.Snooze waits ? waits : fate;
        }
    }

    private CallFate FateOf(Exception fault, ClaimedCall call) => CallFates.After(fault, call.RetryCount, rules, clock.GetUtcNow(), jitter());

    private async Task<CallFate> StepAsync(CallContext context, Action<ImportedCallStatus> enter, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            enter(step.Stage);
            if (await step.RunAsync(context, cancellationToken) is { } fate)
            {
                return fate;
            }
        }

        throw new InvalidOperationException("The last step ends every call.");
    }

    private async Task<CallOutcome> OutcomeAsync(CallContext context, CallFate fate, Exception? fault)
    {
        var keepsStaged = fate is CallFate.Snooze or CallFate.Retry && context.RecordingKey is null;
        if (!keepsStaged && fate is not CallFate.Done)
        {
            await store.DeleteAllAsync([context.Staged?.Key, context.RecordingKey], CancellationToken.None);
        }

        var parks = fate is CallFate.Snooze snooze
            && (snooze.Cause == FailureClass.Transient || (fault is PlatformException refused
                && (refused.FailureClass == FailureClass.AuthExpired || snooze.Until - clock.GetUtcNow() > WorthParking)));
        return new CallOutcome
        {
            JobId = context.JobId,
            Call = context.Call,
            Fate = fate,
            Finished = fate is CallFate.Done ? context.Finished : null,
            StagedRecording = keepsStaged ? context.Staged?.ToJson() : null,
            DownloadToken = context.DownloadToken,
            WasNotReady = context.WasNotReady,
            ParkedUntil = parks && fate is CallFate.Snooze { Cause: FailureClass.RateLimited or FailureClass.Transient } timed ? timed.Until : null,
            ParkedReason = fate is CallFate.Snooze { Cause: not null } waiting && (parks || waiting.Cause == FailureClass.Storage) ? waiting.Reason : null,
        };
    }

    private void Report(Exception fault, ClaimedCall call, CallFate fate)
    {
        // What a platform or a store refused is told by its reason; only what nobody expected needs a stack trace.
        if (fate is CallFate.Snooze { Cause: not FailureClass.AuthExpired } waits)
        {
            Log.Waits(logger, call.Id, waits.Until, waits.Reason);
        }
        else if (fault is PlatformException or CallFaultException)
        {
            Log.NotNow(logger, call.Id, fate, fault.Message);
        }
        else
        {
            Log.Unexpected(logger, call.Id, fate, fault);
        }
    }

    private static partial class Log
    {
        /// <summary>A limit or an outage makes thousands wait at once; who met it has said so.</summary>
        [LoggerMessage(Level = LogLevel.Debug, Message = "Call {ImportedCallId} waits until {Until}: {Reason}")]
        public static partial void Waits(ILogger logger, Guid importedCallId, DateTimeOffset until, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Call {ImportedCallId}: {Fate}: {Reason}")]
        public static partial void NotNow(ILogger logger, Guid importedCallId, CallFate fate, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Call {ImportedCallId}: {Fate}")]
        public static partial void Unexpected(ILogger logger, Guid importedCallId, CallFate fate, Exception fault);
    }
}
