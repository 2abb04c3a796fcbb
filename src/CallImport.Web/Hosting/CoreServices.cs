using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data.Embedded;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Hosting;

internal static class CoreServices
{
    /// <summary>What the server and the operator commands have in common: configuration, database, keys, people.</summary>
    /// <returns>the embedded database if one was started; dispose it last</returns>
    public static async Task<EmbeddedPostgres?> AddCoreAsync(this WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var settings = builder.AddCheckedConfiguration();
        var database = await builder.AddDatabaseAsync(cancellationToken);
        builder.Services.AddKeyRing(settings.Certificates);
        builder.Services.AddWorkspaces();
        return database;
    }
}
