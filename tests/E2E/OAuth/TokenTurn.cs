using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Tests.E2E.Platforms;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.OAuth;

/// <summary>A node that has the turn to renew and never comes to do it.</summary>
internal sealed class TokenTurn(CallImportDbContext database, Guid credentialId) : IAsyncDisposable
{
    private int session;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TokenRenewal.LockOf(credentialId)})", cancellationToken);
        session = (await database.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").ToListAsync(cancellationToken))[0];
    }

    public Task DieAsync(PlatformNode other, CancellationToken cancellationToken) =>
        other.ExecuteAsync($"SELECT pg_terminate_backend({session})", cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
