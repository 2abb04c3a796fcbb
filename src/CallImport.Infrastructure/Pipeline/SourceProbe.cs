using System.Collections.Concurrent;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>
/// Tells a source that is down from a call that it cannot serve, by asking it for something else. Whoever wants to know within the same moments shares
/// the answer, so that an outage of a thousand calls costs a request now and then.
/// </summary>
internal sealed partial class SourceProbe(CredentialVault vault, TimeProvider clock, ILogger<SourceProbe> logger)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>What one page holds even of a busy account.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Probe> probes = new();

    /// <exception cref="PlatformException">The source does not answer for this credential, or refuses this question, too.</exception>
    public async Task AskAsync(IPlatformAdapter adapter, Guid credentialId, CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        var probe = probes.AddOrUpdate(
            credentialId,
            _ => Begin(),
            (_, last) => clock.GetElapsedTime(last.BegunAt, now) > GoodFor && (!last.Answer.IsValueCreated || last.Answer.Value.IsCompleted) ? Begin() : last);
        await probe.Answer.Value.WaitAsync(cancellationToken);

        Probe Begin() => new(now, new Lazy<Task>(() => CountAsync(adapter, credentialId)));
    }

    /// <summary>Nobody's own: whoever stops leaves it to the others.</summary>
    private async Task CountAsync(IPlatformAdapter adapter, Guid credentialId)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        var now = clock.GetUtcNow();
        try
        {
            await vault.UseAsync(
                credentialId, connection => adapter.CountCallsAsync(connection, new CallQuery(now - Window, now), deadline.Token), deadline.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            throw new PlatformException(
                FailureClass.Transient, $"{adapter.Descriptor.DisplayName} does not answer.", PlatformFault.Unreachable, innerException: late);
        }
        catch (PlatformException refused) when (refused.FailureClass == FailureClass.Transient)
        {
            Log.Away(logger, adapter.Descriptor.DisplayName, credentialId, refused.Message);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform} answers nothing for credential {CredentialId}; its calls wait until it does ({Reason})")]
        public static partial void Away(ILogger logger, string platform, Guid credentialId, string reason);
    }

    private sealed record Probe(long BegunAt, Lazy<Task> Answer);
}
