using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>Asks axe about a page as it stands: WCAG 2.2 up to AA.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <returns>What is wrong, in words that can be acted on; empty when nothing is.</returns>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        var result = await page.RunAxe(Rules);
        return
        [
            .. from violation in result.Violations
               from node in violation.Nodes
               select $"{violation.Id} ({violation.Impact}): {violation.Help}: {node.Html}{string.Concat(node.Any.Select(check => $" [{check.Message}]"))}",
        ];
    }
}
