using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Says what an import would bring, what it costs and how long it takes. Writes nothing.</summary>
public sealed class PreviewImport
{
    private const int SampleSize = 10;

    /// <summary>For which somebody who looks at a page rather waits than be turned away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly PlatformRegistry registry;
    private readonly PlatformCatalog catalog;
    private readonly CredentialVault vault;
    private readonly ImportEstimate estimate;
    private readonly TimeProvider clock;

    internal PreviewImport(
        IDbContextFactory<CallImportDbContext> databases,
        PlatformRegistry registry,
        PlatformCatalog catalog,
        CredentialVault vault,
        ImportEstimate estimate,
        TimeProvider clock) =>
        (this.databases, this.registry, this.catalog, this.vault, this.estimate, this.clock) = (databases, registry, catalog, vault, estimate, clock);

    /// <param name="from">Null = as far back as the source goes.</param>
    /// <param name="to">Null = now.</param>
    public async Task<Result<ImportPlan>> ExecuteAsync(
        Actor actor, Guid credentialId, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        var now = clock.GetUtcNow();
        if (ImportWindow.Freeze(from, to, now) is not { } window)
        {
            return ImportWindow.Refusal(from, now);
        }

        if (await FindAsync(actor, credentialId, cancellationToken) is not { } credential)
        {
            return new CredentialNotFound();
        }

        if (!credential.IsValid)
        {
            return new CredentialNotUsable(credential.InvalidReason);
        }

        if (await registry.FindAsync(credential.Platform, cancellationToken) is not { } platform || catalog.Adapter(credential.Platform) is not { } adapter)
        {
            return new PlatformNotOffered(credential.Platform);
        }

        try
        {
            var (count, sample) = await vault.UseAsync(
                credentialId, connection => LookAsync(adapter, connection, window, cancellationToken), cancellationToken);
            return await estimate.PlanAsync(actor.WorkspaceId, credentialId, platform, window, count, sample, cancellationToken);
        }
        catch (PlatformException refused)
        {
            return RefusalOf(refused);
        }
    }

    private async Task<(CallCount Count, SourceSample Sample)> LookAsync(
        IPlatformAdapter adapter, PlatformConnection connection, CallQuery window, CancellationToken cancellationToken)
    {
        var count = await CountAsync(adapter, connection, window, cancellationToken);
        return (count, count.Calls == 0 ? new SourceSample([], count.IsExact)
            : count.Newest.Count > 0 ? new SourceSample([.. count.Newest.Take(SampleSize)], false)
            : await SourceSample.TakeAsync(adapter, connection, window, SampleSize, cancellationToken));
    }

    /// <summary>One range after the other is looked at; where a platform allows few requests a minute the next one has its turn within seconds.</summary>
    private async Task<CallCount> CountAsync(IPlatformAdapter adapter, PlatformConnection connection, CallQuery window, CancellationToken cancellationToken)
    {
        try
        {
            return await adapter.CountCallsAsync(connection, window, cancellationToken);
        }
        catch (PlatformException busy) when (busy is { FailureClass: FailureClass.RateLimited, Fault: not PlatformFault.DailyQuotaUsed } && busy.RetryAfter <= Patience)
        {
            await Task.Delay(busy.RetryAfter.Value, clock, cancellationToken);
            return await adapter.CountCallsAsync(connection, window, cancellationToken);
        }
    }

    private static Refusal RefusalOf(PlatformException refused) => refused.FailureClass switch
    {
        FailureClass.AuthExpired => new CredentialNotUsable(refused.Message),
        FailureClass.RateLimited => new PlatformBusy(refused.Message),
        _ => new PlatformTrouble(refused.Message),
    };

    private async Task<ImportCredential?> FindAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(
            row => row.Id == credentialId && row.WorkspaceId == actor.WorkspaceId && row.Status != CredentialStatus.Deleted, cancellationToken);
    }
}
