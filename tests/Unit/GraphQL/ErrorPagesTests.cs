using System.Reflection;
using CallImport.Tests.Unit.Architecture;
using CallImport.Web.GraphQL.Errors;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>Whoever meets a code finds a page about it.</summary>
public sealed class ErrorPagesTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "docs", "graphql");

    private static readonly string[] Codes =
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(one => one.IsLiteral).Select(one => (string)one.GetRawConstantValue()!)]; // constants are never null

    [Fact]
    public void Every_code_has_a_page_that_the_start_page_leads_to()
    {
        var start = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.All(Codes, code =>
        {
            var page = File.ReadAllText(Path.Combine(Folder, "errors", $"{code}.md"));
            Assert.StartsWith($"# {code}\n", page, StringComparison.Ordinal);
            Assert.Contains($"\"code\":\"{code}\"", page, StringComparison.Ordinal);
            Assert.Contains("## What to do", page, StringComparison.Ordinal);
            Assert.Contains($"[{code}](errors/{code}.md)", start, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_page_speaks_of_a_code_that_nobody_meets() =>
        Assert.Equal(Codes.Order(), Directory.GetFiles(Path.Combine(Folder, "errors")).Select(Path.GetFileNameWithoutExtension).Order());
}
