using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CallImport.Web.Auth;

/// <summary>Slows down one source that fails often. Counted per node: an attacker gains at most a factor of their number.</summary>
public abstract class SourceThrottle(TimeProvider time)
{
    private const int MostSources = 50_000;
    private const int NetworkBytes = 8;

    private readonly ConcurrentDictionary<IPAddress, Count> counts = new();

    /// <summary>Failures within one window after which a source has to wait.</summary>
    protected abstract int Limit { get; }

    protected abstract TimeSpan Window { get; }

    /// <returns>null, or how long the source has to wait</returns>
    public TimeSpan? Wait(IPAddress? source) =>
        counts.TryGetValue(KeyOf(source), out var count) && !IsOver(count) && count.Failures >= Limit
            ? Window - time.GetElapsedTime(count.BeganAt)
            : null;

    /// <summary>Counts a failure, however many others of the source were under way when it began.</summary>
    /// <returns>false when the source had to wait already: what came of this try is not to be told</returns>
    public bool Failed(IPAddress? source)
    {
        if (counts.Count > MostSources)
        {
            foreach (var old in counts.Where(entry => IsOver(entry.Value)).ToList())
            {
                counts.TryRemove(old);
            }
        }

        var counted = counts.AddOrUpdate(
            KeyOf(source),
            _ => new Count(time.GetTimestamp(), 1),
            (_, count) => IsOver(count) ? new Count(time.GetTimestamp(), 1) : count with { Failures = count.Failures + 1 });
        return counted.Failures <= Limit;
    }

    private bool IsOver(Count count) => time.GetElapsedTime(count.BeganAt) >= Window;

    /// <summary>Somebody who has one IPv6 address has 2^64 of them.</summary>
    private static IPAddress KeyOf(IPAddress? source)
    {
        source = source is { IsIPv4MappedToIPv6: true } ? source.MapToIPv4() : source ?? IPAddress.None;
        if (source.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return source;
        }

        var bytes = source.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }

    private sealed record Count(long BeganAt, int Failures);
}
