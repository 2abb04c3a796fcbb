using Microsoft.Extensions.Hosting;
using Npgsql;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Notices within seconds that there is a new key, so that nothing is sealed with the one before any more.</summary>
internal sealed class KeyRingWatch(NpgsqlDataSource database, FreshKeyManager keys, TimeProvider clock) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int? known = null;
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var command = database.CreateCommand("SELECT max(id) FROM data_protection_keys");
                var newest = await command.ExecuteScalarAsync(stoppingToken) as int?;
                if (known is not null && newest != known)
                {
                    keys.Refresh();
                }

                known = newest;
            }
            catch (NpgsqlException)
            {
                // The database is away; the next look finds what this one has missed.
            }
        }
    }
}
