using System.Security.Cryptography;
using System.Text;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>
/// Who comes first with a key makes the thing; everybody else within 24 hours gets that thing. Parallel requests queue at the row, and a key
/// whose maker rolled back is free again.
/// </summary>
/// <param name="ResultId">What the key stands for: the caller's own id when the caller is first.</param>
public sealed record IdempotencyClaim(Guid ResultId, bool IsConflict)
{
    /// <param name="arguments">Everything that makes a repetition the same request.</param>
    /// <param name="newId">Id of the thing that the caller would make.</param>
    public static async Task<IdempotencyClaim> MakeAsync(
        CallImportDbContext database, Guid workspaceId, string operation, string key, string arguments, Guid newId, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arguments)));
        var rows = await database.Database.SqlQuery<ClaimRow>(
            $"""
             INSERT INTO idempotency_records AS record (workspace_id, operation, key, arguments_hash, result_id, created_at)
             VALUES ({workspaceId}, {operation}, {key}, {hash}, {newId}, now())
             ON CONFLICT (workspace_id, operation, key) DO UPDATE SET
                 arguments_hash = CASE WHEN record.created_at < now() - interval '24 hours' THEN excluded.arguments_hash ELSE record.arguments_hash END,
                 result_id = CASE WHEN record.created_at < now() - interval '24 hours' THEN excluded.result_id ELSE record.result_id END,
                 created_at = CASE WHEN record.created_at < now() - interval '24 hours' THEN now() ELSE record.created_at END
             RETURNING arguments_hash, result_id
             """).ToListAsync(cancellationToken);
        return new IdempotencyClaim(rows[0].ResultId, rows[0].ArgumentsHash != hash);
    }

    private sealed record ClaimRow(string ArgumentsHash, Guid ResultId);
}
