using Bunit;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class ImportRowTests : ComponentTests
{
    [Fact]
    public void A_running_import_leads_to_its_page_and_shows_a_bar()
    {
        var job = AnImport.Running(done: 5, total: 10);

        var row = Show(job);

        Assert.Equal($"/imports/{job.Id}", row.Find("[data-testid=job-row] a").GetAttribute("href"));
        Assert.Equal("50", row.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void An_ended_import_has_no_bar() => Assert.Empty(Show(AnImport.Ended(ImportJobStatus.Completed, 3, 3)).FindAll("[role=progressbar]"));

    [Fact]
    public void A_bar_without_a_total_claims_no_percentage() =>
        Assert.False(Show(AnImport.Running(done: 5, total: null)).Find("[role=progressbar]").HasAttribute("aria-valuenow"));

    private IRenderedComponent<ImportRow> Show(ImportJob job) => Render<ImportRow>(row => row.Add(one => one.Job, job).Add(one => one.Source, "Acme Voice"));
}
