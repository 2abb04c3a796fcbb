using CallImport.Domain.Credentials;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Imports that wait for a login go on once there is one.</summary>
internal static class WaitingImports
{
    /// <summary>In the transaction that makes the credential valid.</summary>
    public static async Task ResumeAsync(
        CallImportDbContext database, Guid credentialId, CredentialStatus status, CancellationToken cancellationToken)
    {
        if (status != CredentialStatus.Valid)
        {
            return;
        }

        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_jobs SET waiting_until = NULL, waiting_reason = NULL, updated_at = now()
             WHERE credential_id = {credentialId} AND status IN ('pending', 'counting', 'in_progress') AND waiting_reason IS NOT NULL
             """,
            cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE imported_calls SET due_at = NULL, waiting_reason = NULL, updated_at = now()
             WHERE credential_id = {credentialId} AND status = 'pending' AND last_error_class = 'auth_expired'
             """,
            cancellationToken);
    }
}
