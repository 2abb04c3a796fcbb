using System.Collections.Concurrent;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms;

/// <summary>
/// Asks an account for its people once an hour, however many pages of calls are listed meanwhile. Nothing of an import hangs on it: whoever may not be
/// asked for, or cannot be at the moment, is left without an address.
/// </summary>
internal sealed class ColleagueBook(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Rights are granted, and faults pass.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Entry> known = new();

    /// <param name="read">Asks the platform; null when the account does not let its people be seen.</param>
    /// <exception cref="PlatformException">RateLimited and AuthExpired, which are of the account and not of its people.</exception>
    public async Task<Colleagues> OfAsync(PlatformConnection connection, Func<Task<Colleagues?>> read)
    {
        if (connection.CredentialId is { } id && known.TryGetValue(id, out var entry) && !IsOld(entry))
        {
            return entry.People;
        }

        var people = await TryAsync(read);
        if (connection.CredentialId is { } credential)
        {
            foreach (var (old, _) in known.Where(pair => IsOld(pair.Value)))
            {
                known.TryRemove(old, out _);
            }

            known[credential] = new Entry(people ?? Colleagues.Unknown, clock.GetTimestamp(), people is null ? AskAgain : Kept);
        }

        return people ?? Colleagues.Unknown;
    }

    private static async Task<Colleagues?> TryAsync(Func<Task<Colleagues?>> read)
    {
        try
        {
            return await read();
        }
        catch (PlatformException fault) when (fault.FailureClass is FailureClass.Transient or FailureClass.Permanent)
        {
            return null;
        }
    }

    private bool IsOld(Entry entry) => clock.GetElapsedTime(entry.ReadAt) > entry.Life;

    private sealed record Entry(Colleagues People, long ReadAt, TimeSpan Life);
}
