using CallImport.Tests.E2E.Browser.Driving;

namespace CallImport.Tests.E2E.Browser;

/// <summary>Every page passes: here is what does not.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private const string Faulty =
        """<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"><p style="color: #ccc; background: #fff">too pale</p></main></html>""";

    [Fact]
    public async Task What_cannot_be_seen_or_heard_is_found() => await chromium.VisitAsync(new Uri("http://127.0.0.1"), Look.Light, async visit =>
    {
        await visit.Page.SetContentAsync(Faulty);

        var violations = await Accessibility.FindViolationsAsync(visit.Page);
        var colours = await Accessibility.FindPoorContrastAsync(visit.Page);

        Assert.Equal(2, violations.Count);
        Assert.Contains(violations, fault => fault.StartsWith("image-alt (critical): ", StringComparison.Ordinal));
        Assert.StartsWith("color-contrast (serious): ", Assert.Single(colours), StringComparison.Ordinal);
    });
}
