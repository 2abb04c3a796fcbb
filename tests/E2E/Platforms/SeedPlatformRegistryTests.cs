using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Platforms;

public sealed class SeedPlatformRegistryTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_announced_a_platform_gives_way_and_what_operators_wrote_stays()
    {
        var database = await postgres.CreateMigratedDatabaseAsync(Cancelled);
        await using var node = await PlatformNode.StartAsync(database, null, null, new EphemeralDataProtectionProvider(), Cancelled);
        await node.ExecuteAsync($"UPDATE platform_capabilities SET status = 'coming_soon', rate_limit_calls_per_minute = 7 WHERE platform = 'fathom'", Cancelled);
        await node.ExecuteAsync($"UPDATE platform_capabilities SET status = 'not_planned', rate_limit_calls_per_minute = 7 WHERE platform = 'gong'", Cancelled);

        await node.Get<SeedPlatformRegistry>().ExecuteAsync(Cancelled);

        await using var read = await node.DatabaseAsync(Cancelled);
        var rows = await read.PlatformCapabilities.AsNoTracking().ToDictionaryAsync(row => row.Platform, Cancelled);
        Assert.NotEqual(PlatformStatus.ComingSoon, rows["fathom"].Status);
        Assert.NotEqual(7, rows["fathom"].RateLimitCallsPerMinute);
        Assert.Equal((PlatformStatus.NotPlanned, 7), (rows["gong"].Status, rows["gong"].RateLimitCallsPerMinute));
    }
}
