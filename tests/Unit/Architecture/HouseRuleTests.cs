using System.Text.RegularExpressions;

namespace CallImport.Tests.Unit.Architecture;

public sealed partial class HouseRuleTests
{
    private const int LongestSourceFile = 300;
    private const int LongestMarkupFile = 150;
    private const int LongestTestFile = 500;

    private static readonly string[] FoldersThatNameNothing = ["Helpers", "Utils", "Common", "Managers", "Extensions", "Misc"];

    [Fact]
    public void Domain_uses_no_package_and_no_other_project()
    {
        var project = SourceTree.Read("src/CallImport.Domain/CallImport.Domain.csproj");

        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Infrastructure_references_the_domain_only()
    {
        var references = ProjectReference().Matches(SourceTree.Read("src/CallImport.Infrastructure/CallImport.Infrastructure.csproj"))
            .Select(match => match.Groups[1].Value);

        Assert.Equal([@"..\CallImport.Domain\CallImport.Domain.csproj"], references);
    }

    [Fact]
    public void The_sandbox_references_nothing_of_the_product() =>
        Assert.DoesNotContain(
            "ProjectReference", SourceTree.Read("sandbox/CallImport.Sandbox/CallImport.Sandbox.csproj"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Quartz", "src/CallImport.Infrastructure/Jobs/")]
    [InlineData("MudBlazor", "src/CallImport.Web/")]
    [InlineData("GraphQL", "src/CallImport.Web/")]
    [InlineData("OpenAI", "src/CallImport.Infrastructure/Insights/", "src/CallImport.Infrastructure/Transcription/")]
    public void A_library_stays_in_its_place(string library, params string[] places)
    {
        var use = new Regex($@"^\s*@?using\s+(static\s+)?{library}(\.|;|\s*$)", RegexOptions.Multiline);

        var strays = SourceTree.Files("src", ".cs", ".razor")
            .Where(file => !places.Any(place => file.StartsWith(place, StringComparison.Ordinal)) && use.IsMatch(SourceTree.Read(file)));

        Assert.Empty(strays);
    }

    [Fact]
    public void Files_stay_small()
    {
        var limits = new (string Folder, string Extension, int Lines)[]
        {
            ("src", ".cs", LongestSourceFile), ("sandbox", ".cs", LongestSourceFile), ("bench", ".cs", LongestSourceFile),
            ("src", ".razor", LongestMarkupFile), ("tests", ".cs", LongestTestFile),
        };

        var tooLong = limits
            .SelectMany(limit => SourceTree.Files(limit.Folder, limit.Extension).Select(file => (file, limit.Lines)))
            .Where(entry => !entry.file.Contains("/Migrations/"))
            .Select(entry => (entry.file, lines: SourceTree.Read(entry.file).Count(character => character == '\n'), entry.Lines))
            .Where(entry => entry.lines > entry.Lines)
            .Select(entry => $"{entry.file}: {entry.lines}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Folders_say_what_is_in_them()
    {
        var folders = SourceTree.Files("src", ".cs", ".razor").Concat(SourceTree.Files("sandbox", ".cs")).Concat(SourceTree.Files("tests", ".cs"))
            .SelectMany(file => file.Split('/')[..^1]).Distinct();

        Assert.Empty(folders.Intersect(FoldersThatNameNothing));
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

        var unfinished = SourceTree.Files("src", ".cs", ".razor").Concat(SourceTree.Files("sandbox", ".cs"))
            .Where(file => marks.Any(mark => SourceTree.Read(file).Contains(mark, StringComparison.Ordinal)));

        Assert.Empty(unfinished);
    }

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex ProjectReference();
}
