using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <param name="Id">Of what the channel is about; null after a gap: anything may have happened.</param>
internal readonly record struct ImportSignal(string Channel, Guid? Id);

/// <summary>
/// This node's one ear: a connection of its own that LISTENs for as long as the process lives. After every gap listeners are told that
/// they may have missed something.
/// </summary>
internal sealed partial class ImportSignals(NpgsqlDataSource database, TimeProvider clock, ILogger<ImportSignals> logger) : BackgroundService
{
    /// <summary>A silent connection is asked for a sign of life, so that a cut cable is found.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private ImmutableList<Action<ImportSignal>> listeners = [];

    /// <param name="listener">Called on the listening thread; must return at once and never throw.</param>
    public IDisposable Subscribe(Action<ImportSignal> listener)
    {
        ImmutableInterlocked.Update(ref listeners, list => list.Add(listener));
        return new Subscription(this, listener);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.Cut(logger, fault.Message);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) =>
            Tell(new ImportSignal(notification.Channel, Guid.TryParse(notification.Payload, out var id) ? id : null));
        await using (var listen = new NpgsqlCommand(string.Join("; ", ImportChannels.All.Select(channel => $"LISTEN {channel}")), connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var channel in ImportChannels.All)
        {
            Tell(new ImportSignal(channel, null));
        }

        while (true)
        {
            if (!await connection.WaitAsync(Patience, cancellationToken))
            {
                await using var ping = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 5 };
                await ping.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private void Tell(ImportSignal signal)
    {
        foreach (var listener in listeners)
        {
            listener(signal);
        }
    }

    private sealed class Subscription(ImportSignals owner, Action<ImportSignal> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner.listeners, list => list.Remove(listener));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No notifications from the database for the moment: {Reason}")]
        public static partial void Cut(ILogger logger, string reason);
    }
}
