using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Queue;

/// <summary>Runs something again and again for the life of the process: a fault is logged and followed by a pause, never by an end.</summary>
internal static partial class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="turn">One turn; it waits by itself for something to do.</param>
    public static async Task RepeatAsync(string what, Func<CancellationToken, Task> turn, TimeProvider clock, ILogger logger, CancellationToken stopping)
    {
        var pause = TimeSpan.FromMilliseconds(500);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await turn(stopping);
                pause = TimeSpan.FromMilliseconds(500);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.Again(logger, what, pause, fault.GetType().Name, fault.Message);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{What} pauses for {Pause}: {Fault}: {Reason}")]
        public static partial void Again(ILogger logger, string what, TimeSpan pause, string fault, string reason);
    }
}
