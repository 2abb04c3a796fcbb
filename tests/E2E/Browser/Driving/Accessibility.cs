using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>Asks axe about a page as it stands: WCAG 2.2 up to AA. Themes share all but their colours, and the second is asked about those alone.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    /// <returns>What is wrong, in words that can be acted on; empty when nothing is.</returns>
    public static Task<IReadOnlyList<string>> FindViolationsAsync(IPage page) => AskAsync(page, Rules);

    public static Task<IReadOnlyList<string>> FindPoorContrastAsync(IPage page) => AskAsync(page, Colours);

    private static async Task<IReadOnlyList<string>> AskAsync(IPage page, AxeRunOptions rules)
    {
        var result = await page.RunAxe(rules);
        return
        [
            .. from violation in result.Violations
               from node in violation.Nodes
               select $"{violation.Id} ({violation.Impact}): {violation.Help}: {node.Html}{string.Concat(node.Any.Select(check => $" [{check.Message}]"))}",
        ];
    }
}
