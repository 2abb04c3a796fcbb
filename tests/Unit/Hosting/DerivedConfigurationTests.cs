using CallImport.Infrastructure.Configuration;
using Microsoft.Extensions.Configuration;

namespace CallImport.Tests.Unit.Hosting;

public sealed class DerivedConfigurationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-secrets-").FullName;

    [Fact]
    public void A_secret_comes_from_a_file_without_its_last_line_break()
    {
        using var configuration = With(("Storage:S3:SecretKeyFile", FileWith("two words\n")));

        Assert.Empty(configuration.AddDerived());
        Assert.Equal("two words", configuration["Storage:S3:SecretKey"]);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_secret_given_twice_are_mistakes()
    {
        using var configuration = With(
            ("Storage:S3:SecretKeyFile", Path.Combine(folder, "none")),
            ("KeyRing:CertificatePasswordFile", FileWith("x")),
            ("KeyRing:CertificatePassword", "y"));

        Assert.Equal(
            ["KeyRing:CertificatePasswordFile", "Storage:S3:SecretKeyFile"],
            configuration.AddDerived().Select(mistake => mistake.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Variables_of_other_programs_are_left_alone()
    {
        using var configuration = With(("SOME_FILE", "/does/not/exist"), ("Other:ThingFile", "/does/not/exist"));

        Assert.Empty(configuration.AddDerived());
    }

    [Fact]
    public void A_list_may_be_written_in_one_line()
    {
        using var configuration = With(("App:KnownProxies", "10.0.0.1, 10.1.0.0/16"), ("Outbound:Allow:0", "127.0.0.1:9000"));

        configuration.AddDerived();

        Assert.Equal(["10.0.0.1", "10.1.0.0/16"], configuration.GetSection("App:KnownProxies").Get<string[]>() ?? []);
        Assert.Equal(["127.0.0.1:9000"], configuration.GetSection("Outbound:Allow").Get<string[]>() ?? []);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static ConfigurationManager With(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)));
        return configuration;
    }

    private string FileWith(string content)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(path, content);
        return path;
    }
}
