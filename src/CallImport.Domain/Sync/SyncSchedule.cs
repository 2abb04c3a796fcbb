using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CallImport.Domain.Sync;

/// <summary>
/// When runs are due. Runs of one credential lie on a grid of its own in UTC: as wide as its frequency, shifted by a stable share of it. So syncs of
/// the same frequency spread over the whole of it, what was missed is made up once, and neither time zones nor summer time have a say.
/// </summary>
public static class SyncSchedule
{
    private static readonly TimeSpan FirstWithin = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan CatchUpWithin = TimeSpan.FromMinutes(2);

    /// <summary>A point of the grid that is nearer than this part of the frequency is moved.</summary>
    private const int LeastDistance = 4;

    /// <summary>Due for longer than this means that nobody was there to start it.</summary>
    public static readonly TimeSpan MissedAfter = TimeSpan.FromMinutes(1);

    /// <summary>Soon after switching on, yet not together with all others that are switched on now.</summary>
    public static DateTimeOffset First(Guid credentialId, DateTimeOffset now) => now + (FirstWithin * ShareOf(credentialId));

    /// <summary>
    /// The next point of the credential's grid after a run at <paramref name="now"/>, never further away than the frequency. One that is nearer than a quarter of it
    /// is moved by half of it: a run that made up for an outage, or was announced, is not followed by another seconds later.
    /// </summary>
    public static DateTimeOffset Next(Guid credentialId, TimeSpan frequency, DateTimeOffset now)
    {
        var shift = (long)(frequency.Ticks * ShareOf(credentialId));
        var steps = ((now.UtcTicks - shift) / frequency.Ticks) + 1;
        var point = new DateTimeOffset((steps * frequency.Ticks) + shift, TimeSpan.Zero);
        return point - now < frequency / LeastDistance ? point + (frequency / 2) : point;
    }

    /// <summary>After an outage all runs are due at once; each is given a moment of its own.</summary>
    public static DateTimeOffset CatchUp(Guid credentialId, TimeSpan frequency, DateTimeOffset now)
    {
        var within = frequency / 5 < CatchUpWithin ? frequency / 5 : CatchUpWithin;
        return now + (within * ShareOf(credentialId));
    }

    /// <summary>0 to 1, the same on every node and for ever.</summary>
    private static double ShareOf(Guid credentialId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(credentialId.ToByteArray(), hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / ((double)uint.MaxValue + 1);
    }
}
