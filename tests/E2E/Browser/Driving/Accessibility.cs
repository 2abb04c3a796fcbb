using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>
/// Asks axe about a page as it stands: WCAG 2.2 up to AA. Themes share all but their colours, and the second is asked about those alone. It runs in the page and
/// tells what is wrong and nothing else: listing what is right, in a second window, takes longer than looking.
/// </summary>
internal static class Accessibility
{
    private const string Ask =
        """
        async runOnly => {
            const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
            return violations.flatMap(violation => violation.nodes.map(node =>
                `${violation.id} (${violation.impact}): ${violation.help}: ${node.html}${node.any.map(check => ` [${check.message}]`).join('')}`));
        }
        """;

    private static readonly object Rules = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa" } };

    private static readonly object Colours = new { type = "rule", values = new[] { "color-contrast" } };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <returns>What is wrong, in words that can be acted on; empty when nothing is.</returns>
    public static Task<IReadOnlyList<string>> FindViolationsAsync(IPage page) => AskAsync(page, Rules);

    public static Task<IReadOnlyList<string>> FindPoorContrastAsync(IPage page) => AskAsync(page, Colours);

    private static async Task<IReadOnlyList<string>> AskAsync(IPage page, object rules)
    {
        // What is in a frame would not be seen.
        Assert.Single(page.Frames);
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Ask, rules);
    }
}
