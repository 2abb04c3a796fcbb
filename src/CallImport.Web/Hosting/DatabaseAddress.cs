using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Data.Embedded;
using Npgsql;

namespace CallImport.Web.Hosting;

/// <summary>The database that is configured, or the embedded one of a development machine.</summary>
internal static class DatabaseAddress
{
    private const string Key = $"ConnectionStrings:{DatabaseOptions.ConnectionName}";

    public static IEnumerable<string> Inspect(IConfiguration configuration, bool isDevelopment)
    {
        var given = configuration.GetConnectionString(DatabaseOptions.ConnectionName);
        if (string.IsNullOrWhiteSpace(given))
        {
            return isDevelopment ? [] : [$"{Key}: is missing; the embedded database is for Development only."];
        }

        try
        {
            var address = new NpgsqlConnectionStringBuilder(given);
            return string.IsNullOrEmpty(address.Host) || string.IsNullOrEmpty(address.Database) ? [$"{Key}: needs at least Host and Database."] : [];
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return [$"{Key}: is not a connection string such as Host=…;Database=…;Username=…;Password=…"];
        }
    }

    /// <summary>Registers the database; starts the embedded one if none is configured.</summary>
    /// <returns>what has to be disposed last, or null</returns>
    public static async Task<EmbeddedPostgres?> AddDatabaseAsync(this WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var given = builder.Configuration.GetConnectionString(DatabaseOptions.ConnectionName);
        EmbeddedPostgres? embedded = null;
        if (string.IsNullOrWhiteSpace(given))
        {
            using var loggers = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
            embedded = await EmbeddedPostgres.StartAsync(
                Path.Combine(DevelopmentDefaults.DataDirectory(builder.Configuration), "postgres"), TimeProvider.System, loggers.CreateLogger<EmbeddedPostgres>(), cancellationToken);
            given = embedded.ConnectionString;
        }

        builder.Services.AddDatabase(given);
        builder.Services.AddSingleton<DatabaseStart>();
        builder.Services.AddSingleton(new DatabaseOrigin(embedded is not null));
        return embedded;
    }
}

/// <param name="IsEmbedded">Nothing was configured: a newcomer is trying the product.</param>
internal sealed record DatabaseOrigin(bool IsEmbedded);
