using System.Text.RegularExpressions;
using System.Xml.Linq;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Tests.Unit.Architecture;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.Unit.Platforms;

public sealed class PlatformCatalogTests
{
    private static readonly string[] Folders = ["Gong", "Fathom", "Grain", "RingCentral", "ZoomPhone", "Five29"];

    /// <summary>Where a platform may be named outside its folder: the catalogue's one line, and the migration, which is a snapshot.</summary>
    private static readonly string[] Exempt = ["src/CallImport.Infrastructure/Platforms/PlatformCatalog.cs", "src/CallImport.Infrastructure/Data/Migrations/"];

    [Fact]
    public void The_stored_names_are_those_of_the_contract() =>
        Assert.Equal(["gong", "fathom", "grain", "ringcentral", "zoom_phone", "five29"], Catalog().All.Select(platform => platform.Slug));

    [Theory]
    [InlineData("gong", "gong")]
    [InlineData("GONG", "gong")]
    [InlineData("ZOOM_PHONE", "zoom_phone")]
    [InlineData("FIVE9", "five29")]
    [InlineData("five29", "five29")]
    [InlineData("dialpad", null)]
    public void A_platform_is_found_by_any_of_its_names(string name, string? slug) => Assert.Equal(slug, Catalog().Find(name)?.Slug);

    [Fact]
    public void Only_platforms_with_an_adapter_are_offered()
    {
        foreach (var platform in Catalog().All)
        {
            Assert.Equal(platform.Status is PlatformStatus.Supported or PlatformStatus.Beta, Catalog().Adapter(platform.Slug) is not null);
        }
    }

    [Fact]
    public void Every_description_is_whole()
    {
        foreach (var platform in Catalog().All)
        {
            Assert.NotEmpty(platform.RateLimits);
            Assert.NotEmpty(platform.Guide);
            Assert.NotEmpty(platform.BringsOver);
            Assert.NotEmpty(platform.CredentialFields);
            Assert.InRange(platform.ConcurrentDownloads, 1, 100);
            Assert.Equal("https", platform.DefaultBaseUrl.Scheme);
            Assert.True(File.Exists(Path.Combine(SourceTree.Root, "docs/platforms", $"{platform.Slug}.md")), $"docs/platforms/{platform.Slug}.md");
            Assert.Equal(platform.CostPerCallCents, PlatformSeed.Of(platform).CostPerCallCents);
        }
    }

    [Theory]
    [InlineData("gong", "Go")]
    [InlineData("ringcentral", "RC")]
    [InlineData("zoom_phone", "ZP")]
    [InlineData("five29", "F9")]
    public void A_platform_has_a_mark_of_our_own(string slug, string initials)
    {
        var platform = Catalog().Find(slug);
        Assert.NotNull(platform);

        var mark = XDocument.Parse(PlatformMonogram.Draw(platform));

        Assert.Equal(initials, mark.Root?.Elements().Last().Value);
        Assert.Equal($"/platforms/{slug}.svg", PlatformSeed.Of(platform).LogoUrl);
    }

    [Fact]
    public void A_platform_is_one_folder_with_the_same_file_names()
    {
        foreach (var folder in Folders)
        {
            Assert.Contains($"src/CallImport.Infrastructure/Platforms/{folder}/{folder}Platform.cs", SourceTree.Files("src", ".cs"));
        }

        Assert.Equal(Folders, PlatformCatalog.Descriptors.Select(platform => platform.ConfigurationName));
    }

    [Fact]
    public void Nobody_else_names_a_platform()
    {
        var names = new Regex($@"\b({string.Join('|', Folders)}|Five9|zoom_phone|five9|ringcentral)\w*", RegexOptions.IgnoreCase);

        var strays = SourceTree.Files("src", ".cs", ".razor", ".js", ".css")
            .Where(file => !Exempt.Any(place => file.StartsWith(place, StringComparison.Ordinal)))
            .Where(file => !Folders.Any(folder => file.StartsWith($"src/CallImport.Infrastructure/Platforms/{folder}/", StringComparison.Ordinal)))
            .SelectMany(file => names.Matches(WithoutComments(SourceTree.Read(file))).Select(match => $"{file}: {match.Value}"));

        Assert.Empty(strays);
    }

    internal static PlatformCatalog Catalog()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddHttpClient();
        services.AddOptions();
        services.AddSingleton<PlatformTransport>();
        services.AddSingleton<OAuthClients>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<FileDropPlaces>();
        services.AddSingleton<BucketDrops>();
        return new PlatformCatalog(services.BuildServiceProvider());
    }

    /// <summary>Examples in comments help the reader and decide nothing.</summary>
    private static string WithoutComments(string source) => Regex.Replace(source, @"//[^\n]*|@\*.*?\*@", "", RegexOptions.Singleline);
}
