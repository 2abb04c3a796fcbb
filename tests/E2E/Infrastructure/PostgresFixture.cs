using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Data.Embedded;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>
/// One throw-away PostgreSQL for the whole run. A test class takes the fixture in its constructor (it is an assembly fixture,
/// nothing else is needed) and asks for databases of its own.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"callimport-tests-{Guid.NewGuid():N}");
    private readonly SemaphoreSlim templateGate = new(1, 1);

    private EmbeddedPostgres? server;
    private string? template;
    private int created;

    private EmbeddedPostgres Server => server ?? throw new InvalidOperationException("The fixture has not been initialised.");

    public async ValueTask InitializeAsync() =>
        server = await EmbeddedPostgres.StartAsync(directory, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <returns>the connection string of a new, empty database</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) => CreateAsync("template0", cancellationToken);

    /// <summary>A new database with the product's tables and nothing in them, copied from one that was migrated once for the whole run.</summary>
    /// <returns>its connection string</returns>
    public async Task<string> CreateMigratedDatabaseAsync(CancellationToken cancellationToken)
    {
        await templateGate.WaitAsync(cancellationToken);
        try
        {
            template ??= await MigrateAsync(cancellationToken);
        }
        finally
        {
            templateGate.Release();
        }

        return await CreateAsync(template, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        templateGate.Dispose();
        if (server is not null)
        {
            try
            {
                await server.DisposeAsync();
                Directory.Delete(directory, recursive: true);
            }
            catch (EmbeddedPostgresException)
            {
                // On a machine under load it needs longer than it is given; it ends by itself after this process.
            }
        }
    }

    /// <returns>the name of the database</returns>
    private async Task<string> MigrateAsync(CancellationToken cancellationToken)
    {
        var connectionString = await CreateDatabaseAsync(cancellationToken);
        await using (var services = new ServiceCollection().AddDatabase(connectionString).BuildServiceProvider())
        await using (var database = await services.GetRequiredService<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            await database.Database.MigrateAsync(cancellationToken);
        }

        // A database with sessions cannot be copied.
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        return connection.Database;
    }

    private async Task<string> CreateAsync(string original, CancellationToken cancellationToken)
    {
        var name = $"test_{Interlocked.Increment(ref created)}";
        var address = new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {original}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }.ConnectionString;
    }
}
