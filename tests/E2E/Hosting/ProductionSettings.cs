using CallImport.Infrastructure.Credentials;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>What a production server needs, in a folder of its own.</summary>
internal sealed class ProductionSettings : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-production-").FullName;

    /// <param name="changes">keys to add or replace; an empty value takes a key away</param>
    public Dictionary<string, string> With(string connectionString, params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings:CallImport"] = connectionString,
            ["KeyRing:CertificatePath"] = Certificate("first"),
            ["Storage:FileSystem:Root"] = Path.Combine(folder, "recordings"),
            ["App:PublicUrl"] = "http://127.0.0.1",
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings;
    }

    public string Certificate(string name) => DevelopmentCertificate.Ensure(Path.Combine(folder, name), TimeProvider.System);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
