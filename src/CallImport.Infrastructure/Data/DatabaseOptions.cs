namespace CallImport.Infrastructure.Data;

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Name of the connection string; an empty one means the embedded server, in Development only.</summary>
    public const string ConnectionName = "CallImport";

    /// <summary>Brings the schema up to date at start. Nodes that start together do it once.</summary>
    public bool MigrateOnStart { get; set; } = true;
}
