using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Hosting;

public sealed class OptionsInspectionTests
{
    [Fact]
    public void All_mistakes_of_a_section_are_told_at_once_and_name_their_keys()
    {
        var mistakes = Inspect<ImportOptions>(
            ImportOptions.Section, ("Imports:WorkerConcurrency", "many"), ("Imports:LeaseSeconds", "0"), ("Imports:CallMaxAttempts", "7"));

        Assert.Equal(["Imports:WorkerConcurrency: must be a whole number in range.", "Imports:LeaseSeconds: must be between 3 and 3600."], mistakes);
    }

    [Fact]
    public void An_unknown_name_of_a_choice_is_told_with_the_known_ones_and_without_the_value()
    {
        var mistakes = Inspect<StorageOptions>(StorageOptions.Section, ("Storage:Provider", "Tape-with-secret"), ("Storage:FileSystem:Root", "x"));

        Assert.Equal(["Storage:Provider: must be one of FileSystem, S3, AzureBlob."], mistakes);
    }

    [Fact]
    public void A_number_is_no_name_of_a_choice() =>
        Assert.Single(Inspect<StorageOptions>(StorageOptions.Section, ("Storage:Provider", "1"), ("Storage:FileSystem:Root", "x")));

    [Fact]
    public void A_choice_needs_its_own_keys()
    {
        var mistakes = Inspect<StorageOptions>(StorageOptions.Section, ("Storage:Provider", "FileSystem"), ("Storage:FileSystem:Root", " "));

        Assert.Equal(["Storage:FileSystem:Root: is missing; Storage:Provider is FileSystem."], mistakes);
    }

    [Fact]
    public void Every_key_that_a_choice_needs_is_named_at_once()
    {
        var mistakes = Inspect<StorageOptions>(StorageOptions.Section, ("Storage:Provider", "s3"), ("Storage:S3:Bucket", "calls"));

        Assert.Equal(["Storage:S3:AccessKey: is missing; Storage:Provider is S3.", "Storage:S3:SecretKey: is missing; Storage:Provider is S3."], mistakes);
    }

    [Fact]
    public void A_connection_string_that_is_none_is_told_and_not_repeated()
    {
        var mistakes = Inspect<StorageOptions>(
            StorageOptions.Section, ("Storage:Provider", "AzureBlob"), ("Storage:AzureBlob:ConnectionString", "a-secret"), ("Storage:AzureBlob:Container", "calls"));

        Assert.StartsWith("Storage:AzureBlob:ConnectionString: is not a connection string", Assert.Single(mistakes), StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", mistakes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("example.org")]
    [InlineData("https://user:password@example.org")]
    public void An_address_is_absolute_and_carries_no_password(string address)
    {
        var mistakes = Inspect<AppOptions>(AppOptions.Section, ("App:PublicUrl", address));

        Assert.StartsWith("App:PublicUrl: ", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_between_fields_name_the_field() =>
        Assert.StartsWith(
            "Imports:RetryMaxSeconds: ",
            Assert.Single(Inspect<ImportOptions>(ImportOptions.Section, ("Imports:RetryBaseSeconds", "60"), ("Imports:RetryMaxSeconds", "30"))),
            StringComparison.Ordinal);

    [Fact]
    public void What_passes_is_what_is_bound()
    {
        var configuration = Configuration(("Imports:WorkerConcurrency", "3"), ("Imports:MaxRecordingBytes", "5000000000"));
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);

        var catalog = new OptionsCatalog(services, configuration).Add<ImportOptions>(ImportOptions.Section);

        Assert.Empty(catalog.Mistakes);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<ImportOptions>>().Value;
        Assert.Equal((3, 5_000_000_000, 30), (options.WorkerConcurrency, options.MaxRecordingBytes, options.LeaseSeconds));
    }

    private static IReadOnlyList<string> Inspect<TOptions>(string section, params (string Key, string Value)[] values) =>
        OptionsInspection.Inspect(typeof(TOptions), Configuration(values).GetSection(section));

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
}
