using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CallImport.Web.Auth;

/// <summary>Slows down one source that tries many accounts. Counted per node: an attacker gains at most a factor of their number.</summary>
public sealed class SourceThrottle(TimeProvider time, IOptions<SignInProtectionOptions> options)
{
    /// <summary>Offices share an address; people there may err now and then.</summary>
    private const int AccountsPerSource = 5;

    private const int MostSources = 50_000;
    private const int NetworkBytes = 8;

    private readonly ConcurrentDictionary<IPAddress, Window> windows = new();

    private int Limit => options.Value.MaxFailures * AccountsPerSource;

    /// <returns>null, or how long the source has to wait</returns>
    public TimeSpan? Wait(IPAddress? source) =>
        windows.TryGetValue(KeyOf(source), out var window) && !IsOver(window) && window.Failures >= Limit
            ? options.Value.Lock - time.GetElapsedTime(window.BeganAt)
            : null;

    public void Failed(IPAddress? source)
    {
        if (windows.Count > MostSources)
        {
            foreach (var old in windows.Where(entry => IsOver(entry.Value)).ToList())
            {
                windows.TryRemove(old);
            }
        }

        windows.AddOrUpdate(
            KeyOf(source),
            _ => new Window(time.GetTimestamp(), 1),
            (_, window) => IsOver(window) ? new Window(time.GetTimestamp(), 1) : window with { Failures = window.Failures + 1 });
    }

    private bool IsOver(Window window) => time.GetElapsedTime(window.BeganAt) >= options.Value.Lock;

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

    private sealed record Window(long BeganAt, int Failures);
}
