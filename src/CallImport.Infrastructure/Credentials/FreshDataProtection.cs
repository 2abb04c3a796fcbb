using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Opens what another node has sealed with a key that is newer than this node's ring, by reading the ring again.</summary>
internal sealed class FreshDataProtection(IDataProtectionProvider inner, FreshKeyManager keys, TimeProvider clock) : IDataProtectionProvider, IDisposable
{
    private const int Looks = 20;

    /// <summary>Whoever sends rubbish must not make the server read keys all day.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    /// <summary>The ring is read in the background, while the old one is still in use.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Each holds a thread: a flood of rubbish must leave some to everybody else. Whoever finds no place here comes again.</summary>
    private readonly SemaphoreSlim places = new(4);

    private readonly ManualResetEventSlim nothing = new();
    private long readAt;

    public IDataProtector CreateProtector(string purpose) => new Protector(inner.CreateProtector(purpose), this);

    public void Dispose()
    {
        nothing.Dispose();
        places.Dispose();
    }

    /// <returns>true when newer keys may be at hand in a moment; everybody waits for the one who reads</returns>
    private bool IsRead()
    {
        var (last, now) = (Volatile.Read(ref readAt), clock.GetTimestamp());
        if (last != 0 && clock.GetElapsedTime(last, now) < BetweenReads)
        {
            return clock.GetElapsedTime(last, now) < Reading;
        }

        if (Interlocked.CompareExchange(ref readAt, now, last) == last)
        {
            keys.Refresh();
        }

        return true;
    }

    private sealed class Protector(IDataProtector own, FreshDataProtection ring) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(own.CreateProtector(purpose), ring);

        public byte[] Protect(byte[] plaintext) => own.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return own.Unprotect(protectedData);
            }
            catch (CryptographicException) when (LooksWhole(protectedData) && ring.IsRead() && ring.places.Wait(0))
            {
                try
                {
                    return UnprotectAnew(protectedData);
                }
                finally
                {
                    ring.places.Release();
                }
            }
        }

        /// <summary>Begins as everything does that Data Protection has sealed.</summary>
        private static bool LooksWhole(byte[] data) => data.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x09, 0xF0, 0xC9, 0xF0]);

        private byte[] UnprotectAnew(byte[] data)
        {
            for (var look = 1; ; look++)
            {
                try
                {
                    return own.Unprotect(data);
                }
                catch (CryptographicException) when (look < Looks)
                {
                    // Data Protection knows no awaiting.
                    ring.nothing.Wait(Look);
                }
            }
        }
    }
}
