using System.Globalization;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <param name="Events">How many events were read.</param>
/// <param name="Head">The last event as <c>seq:hash</c>; null for an empty trail. Kept elsewhere, it lets a later run find that the end was cut off.</param>
/// <param name="Faults">What is wrong, in order, the first hundred.</param>
public sealed record AuditVerdict(long Events, string? Head, IReadOnlyList<string> Faults);

/// <summary>
/// Reads the whole chain of the audit trail and finds what was edited, deleted, put elsewhere or cut off. A cut end leaves a shorter chain that is whole in
/// itself: it is found by the head that is kept beside it, by acts whose rows are there and whose events are not, and for certain by the head of an
/// earlier run.
/// </summary>
public sealed class VerifyAuditTrail(IDbContextFactory<CallImportDbContext> databases)
{
    private const int MostFaults = 100;

    /// <summary>People start imports and make tokens, each in one transaction with the event that records it.</summary>
    private const string Unrecorded =
        """
        SELECT format('token %s was made', id) FROM api_tokens token
        WHERE NOT EXISTS (SELECT 1 FROM audit_events event WHERE event.action = 'token.created' AND event.subject = token.id::text)
        UNION ALL
        SELECT format('import %s was started', id) FROM import_jobs job WHERE created_by IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM audit_events event WHERE event.action = 'import.started' AND event.subject = job.id::text)
        LIMIT 100
        """;

    /// <param name="earlierHead">What an earlier run gave as head, or null.</param>
    public async Task<AuditVerdict> ExecuteAsync(string? earlierHead, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        var faults = new List<string>();

        // Before the events: those that are added meanwhile only come after it.
        var kept = await database.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var heads = new HashSet<string>(((string?[])[kept is null ? null : HeadOf(kept.Seq, kept.Hash), earlierHead]).OfType<string>());
        var (events, previous) = (0L, (AuditEvent?)null);
        await foreach (var row in database.AuditEvents.AsNoTracking().OrderBy(row => row.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            faults.AddRange(Compare(row, previous).Take(MostFaults - faults.Count));
            heads.Remove(HeadOf(row.Seq, row.Hash));
            (events, previous) = (events + 1, row);
        }

        faults.AddRange(heads.Select(head => $"{head}: is no longer there; the trail was cut off or written anew"));
        if (kept is null && events > 0)
        {
            faults.Add("the head that is kept beside the trail is no longer there");
        }

        var unrecorded = await database.Database.SqlQueryRaw<string>(Unrecorded).ToListAsync(cancellationToken);
        faults.AddRange(unrecorded.Select(act => $"{act}, and no event tells of it: the end of the trail was cut off"));
        return new AuditVerdict(events, previous is null ? null : HeadOf(previous.Seq, previous.Hash), faults);
    }

    private static string HeadOf(long seq, string hash) => string.Create(CultureInfo.InvariantCulture, $"{seq}:{hash}");

    private static IEnumerable<string> Compare(AuditEvent row, AuditEvent? previous)
    {
        if (row.Seq != (previous?.Seq ?? 0) + 1)
        {
            yield return $"{row.Seq}: events before it are missing";
        }

        if (row.PreviousHash != (previous?.Hash ?? AuditTrail.Genesis))
        {
            yield return $"{row.Seq}: does not follow the event before it";
        }

        if (row.Hash != AuditTrail.HashOf(row.Seq, row.WorkspaceId, row.Actor, row.Action, row.Subject, row.At, row.PreviousHash))
        {
            yield return $"{row.Seq}: was changed";
        }
    }
}
