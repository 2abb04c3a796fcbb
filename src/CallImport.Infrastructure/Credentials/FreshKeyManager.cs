using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Credentials;

/// <summary>
/// The framework's own management of keys, and a way to read the ring again: left alone, a node looks for keys that others have made once a day, which is too
/// late for one that was made because an old key must go.
/// </summary>
internal sealed class FreshKeyManager(IOptions<KeyManagementOptions> options, IActivator activator, ILoggerFactory loggers) : IKeyManager, IDisposable
{
    private readonly XmlKeyManager inner = new(options, activator, loggers);
    private readonly Lock gate = new();
    private CancellationTokenSource current = new();

    /// <summary>Whatever is opened or sealed from now on is so with the keys that are in the database by now.</summary>
    public void Refresh()
    {
        CancellationTokenSource old;
        lock (gate)
        {
            (old, current) = (current, new CancellationTokenSource());
        }

        old.Cancel();
        old.Dispose();
    }

    public CancellationToken GetCacheExpirationToken()
    {
        lock (gate)
        {
            return CancellationTokenSource.CreateLinkedTokenSource(inner.GetCacheExpirationToken(), current.Token).Token;
        }
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => inner.CreateNewKey(activationDate, expirationDate);

    public IReadOnlyCollection<IKey> GetAllKeys() => inner.GetAllKeys();

    public void RevokeKey(Guid keyId, string? reason = null) => inner.RevokeKey(keyId, reason);

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => inner.RevokeAllKeys(revocationDate, reason);

    public void Dispose() => current.Dispose();
}
