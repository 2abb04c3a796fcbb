using Bunit;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class ProgressPanelTests : ComponentTests
{
    [Fact]
    public void A_running_import_shows_its_numbers_and_that_one_may_leave()
    {
        var panel = Show(AnImport.Progress(
            AnImport.Running(done: 412, total: 1204, failed: 3), Clock.GetUtcNow().AddMinutes(10), "Acme allows 180 requests a minute.", waiting: 789));

        Assert.Equal("in_progress", Status(panel));
        Assert.Equal("34", panel.Find("[data-testid=job-progress]").GetAttribute("aria-valuenow"));
        Assert.Equal("412", panel.Find("[data-testid=figure-done]").TextContent);
        Assert.Equal("789", panel.Find("[data-testid=figure-waiting]").TextContent);
        Assert.Equal("3", panel.Find("[data-testid=figure-failed]").TextContent);
        Assert.Equal("Done in about 10 min, at 12:10. Acme allows 180 requests a minute.", panel.Find("[data-testid=job-eta]").TextContent);
        Assert.Contains("You can close this page.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_a_quota_says_until_when_and_that_nobody_must_act()
    {
        var panel = Show(AnImport.Progress(AnImport.Waiting(5, 25, Clock.GetUtcNow().AddHours(3))));

        var note = panel.Find("[data-testid=waiting-note]").TextContent;
        Assert.Contains("Goes on at 15:00, in about 3 h", note, StringComparison.Ordinal);
        Assert.Contains("Nobody has to do anything.", note, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("[data-testid=error-text]"));
    }

    [Fact]
    public void A_source_that_does_not_answer_is_waited_for_without_a_promise()
    {
        var hold = new ImportHold("Acme Voice cannot be reached.", Clock.GetUtcNow().AddMinutes(-4), Clock.GetUtcNow().AddSeconds(25));
        var panel = Show(AnImport.Progress(AnImport.Running(5, 25)) with { Hold = hold });

        Assert.Equal("Waiting", panel.Find("[data-testid=job-status]").TextContent.Trim());
        Assert.Equal("No estimate while it waits", panel.Find("[data-testid=job-eta]").TextContent);
        var note = panel.Find("[data-testid=waiting-note]").TextContent;
        Assert.Contains("Waiting for Acme Voice; the next try is in about 30 s", note, StringComparison.Ordinal);
        Assert.Contains("Acme Voice cannot be reached. Nobody has to do anything.", note, StringComparison.Ordinal);
        Assert.Contains("Nothing has come since 11:56:00.", note, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".bad"));
    }

    [Fact]
    public void Waiting_for_a_login_says_who_must_act()
    {
        var panel = Show(AnImport.Progress(AnImport.Waiting(5, 25, until: null, "The key was revoked.")), credentialIsInvalid: true);

        var note = panel.Find("[data-testid=waiting-note]");
        Assert.Contains("no longer accepts the key", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/credentials", note.QuerySelector("a")?.GetAttribute("href"));
    }

    [Fact]
    public void A_paused_import_says_so_and_promises_no_end()
    {
        var panel = Show(AnImport.Progress(AnImport.Paused(5, 25), Clock.GetUtcNow().AddMinutes(1)));

        Assert.Equal("Paused", panel.Find("[data-testid=job-status]").TextContent.Trim());
        Assert.Equal("Paused", panel.Find("[data-testid=job-eta]").TextContent);
    }

    [Theory]
    [InlineData(ImportJobStatus.Completed, "Completed", "completed")]
    [InlineData(ImportJobStatus.Cancelled, "Cancelled", "cancelled")]
    [InlineData(ImportJobStatus.Failed, "Failed", "failed")]
    public void An_end_is_called_by_its_name(ImportJobStatus status, string label, string stored)
    {
        var panel = Show(AnImport.Progress(AnImport.Ended(status, done: 25, total: 25)));

        Assert.Equal(label, panel.Find("[data-testid=job-status]").TextContent.Trim());
        Assert.Equal(stored, Status(panel));
    }

    private static string? Status(IRenderedComponent<ProgressPanel> panel) => panel.Find("[data-testid=job-status]").GetAttribute("data-status");

    private IRenderedComponent<ProgressPanel> Show(ImportProgress progress, bool credentialIsInvalid = false) => Render<ProgressPanel>(panel => panel
        .Add(one => one.Progress, progress)
        .Add(one => one.Source, "Acme Voice")
        .Add(one => one.CredentialIsInvalid, credentialIsInvalid));
}
