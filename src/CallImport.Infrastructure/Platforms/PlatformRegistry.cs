using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Platforms;

/// <param name="Capability">The registry's row, which operators edit; what the catalogue says while the row is missing.</param>
/// <param name="CanConnect">False while it is only announced, or switched off by an operator.</param>
public sealed record PlatformEntry(PlatformDescriptor Descriptor, PlatformCapability Capability, bool CanConnect)
{
    public bool CanSync => CanConnect && Descriptor.SupportsOngoingSync && Capability.SupportsOngoingSync;
}

/// <summary>The catalogue together with the table <c>platform_capabilities</c>, which is re-read after 15 s.</summary>
public sealed class PlatformRegistry(PlatformCatalog catalog, IDbContextFactory<CallImportDbContext> databases, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim refreshing = new(1, 1);
    private Snapshot? current;

    public async Task<IReadOnlyList<PlatformEntry>> ListAsync(CancellationToken cancellationToken)
    {
        if (current is { } fresh && clock.GetElapsedTime(fresh.ReadAt) < Lifetime)
        {
            return fresh.Entries;
        }

        await refreshing.WaitAsync(cancellationToken);
        try
        {
            if (current is { } refreshed && clock.GetElapsedTime(refreshed.ReadAt) < Lifetime)
            {
                return refreshed.Entries;
            }

            current = new Snapshot(await ReadAsync(cancellationToken), clock.GetTimestamp());
            return current.Entries;
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <returns>null for a name that is not known</returns>
    public async Task<PlatformEntry?> FindAsync(string slugOrAlias, CancellationToken cancellationToken)
    {
        var descriptor = catalog.Find(slugOrAlias);
        return descriptor is null ? null : (await ListAsync(cancellationToken)).First(entry => entry.Descriptor == descriptor);
    }

    public void Dispose() => refreshing.Dispose();

    private async Task<IReadOnlyList<PlatformEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.PlatformCapabilities.AsNoTracking().ToDictionaryAsync(row => row.Platform, cancellationToken);
        return [.. catalog.All.Select(descriptor => Entry(descriptor, rows.GetValueOrDefault(descriptor.Slug) ?? PlatformSeed.Of(descriptor)))];
    }

    private PlatformEntry Entry(PlatformDescriptor descriptor, PlatformCapability capability) => new(
        descriptor,
        capability,
        capability.Status is PlatformStatus.Supported or PlatformStatus.Beta && catalog.Adapter(descriptor.Slug) is not null);

    private sealed record Snapshot(IReadOnlyList<PlatformEntry> Entries, long ReadAt);
}
