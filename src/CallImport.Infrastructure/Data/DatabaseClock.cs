using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Data;

/// <summary>The one clock that all nodes share.</summary>
internal static class DatabaseClock
{
    public static async Task<DateTimeOffset> NowAsync(CallImportDbContext database, CancellationToken cancellationToken) =>
        (await database.Database.SqlQuery<DateTimeOffset>($"SELECT now() AS \"Value\"").ToListAsync(cancellationToken))[0];
}
