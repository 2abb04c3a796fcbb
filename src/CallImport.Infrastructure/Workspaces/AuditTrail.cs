using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Appends sensitive acts to the audit trail, in the same transaction as the act itself: either both happen or neither.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    /// <summary>Serialises appends over all nodes, so that the chain has no forks.</summary>
    private const long ChainLock = 0x43414C4C41554454;

    internal static readonly string Genesis = new('0', 64);

    /// <summary>Moves the head on only from an event that is still there: once the end was cut off, no later event covers it up.</summary>
    private const string MoveHead =
        """
        INSERT INTO audit_heads AS head (id, seq, hash) VALUES ({0}, {1}, {2})
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
        WHERE excluded.seq > head.seq AND EXISTS (SELECT 1 FROM audit_events event WHERE event.seq = head.seq AND event.hash = head.hash)
        """;

    /// <summary>Adds an event to <paramref name="database"/>, whose transaction the caller owns and commits.</summary>
    /// <exception cref="InvalidOperationException">When there is no transaction.</exception>
    public async Task AppendAsync(
        CallImportDbContext database, Guid? workspaceId, string actor, string action, string? subject, CancellationToken cancellationToken)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit event belongs to the transaction of the act it records.");
        }

        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ChainLock})", cancellationToken);
        var last = await database.AuditEvents.AsNoTracking().OrderByDescending(row => row.Seq)
            .Select(row => new { row.Seq, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        var seq = (last?.Seq ?? 0) + 1;
        var previousHash = last?.Hash ?? Genesis;
        var at = ToDatabasePrecision(clock.GetUtcNow());
        var added = new AuditEvent
        {
            Seq = seq,
            WorkspaceId = workspaceId,
            Actor = actor,
            Action = action,
            Subject = subject,
            At = at,
            PreviousHash = previousHash,
            Hash = HashOf(seq, workspaceId, actor, action, subject, at, previousHash),
        };
        database.AuditEvents.Add(added);
        await database.SaveChangesAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(MoveHead, [AuditHead.Only, added.Seq, added.Hash], cancellationToken);
    }

    /// <summary>Hash of a row's content and the hash before it; fields are length-prefixed, so that none can spill into the next.</summary>
    internal static string HashOf(
        long seq, Guid? workspaceId, string actor, string action, string? subject, DateTimeOffset at, string previousHash)
    {
        string[] fields = [$"{seq}", $"{workspaceId}", actor, action, subject ?? "", $"{at.UtcTicks}", previousHash];
        var content = string.Concat(fields.Select(field => $"{field.Length}:{field}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>PostgreSQL keeps microseconds; what is hashed must be what is read back.</summary>
    private static DateTimeOffset ToDatabasePrecision(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
