using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Storage;

namespace CallImport.Web.Hosting;

/// <summary>What a development machine need not configure. Outside Development nothing of this has a default.</summary>
internal static class DevelopmentDefaults
{
    public static void Add(IConfigurationManager configuration)
    {
        var data = DataDirectory(configuration);
        var defaults = new Dictionary<string, string?>
        {
            [$"{SandboxSwitch.Section}:{nameof(SandboxSwitch.Enabled)}"] = bool.TrueString,
            [$"{StorageOptions.Section}:{nameof(StorageOptions.FileSystem)}:{nameof(FileSystemStorageOptions.Root)}"] = Path.Combine(data, "recordings"),
            [$"{FileDropOptions.Section}:{nameof(FileDropOptions.Root)}"] = Directory.CreateDirectory(Path.Combine(data, "drops")).FullName,
            [$"{FileDropOptions.Section}:{nameof(FileDropOptions.SampleRoot)}"] = Path.Combine(data, "sample-drops"),
        };
        if (string.IsNullOrEmpty(configuration[$"{KeyRingOptions.Section}:{nameof(KeyRingOptions.CertificatePath)}"]))
        {
            defaults[$"{KeyRingOptions.Section}:{nameof(KeyRingOptions.CertificatePath)}"] =
                DevelopmentCertificate.Ensure(Path.Combine(data, "keyring"), TimeProvider.System);
        }

        ((IConfigurationBuilder)configuration).AddInMemoryCollection(defaults.Where(entry => string.IsNullOrEmpty(configuration[entry.Key])).ToList());
    }

    public static string DataDirectory(IConfiguration configuration) =>
        Path.GetFullPath(configuration[$"{AppOptions.Section}:{nameof(AppOptions.DataDirectory)}"] is { Length: > 0 } given ? given : new AppOptions().DataDirectory);
}
