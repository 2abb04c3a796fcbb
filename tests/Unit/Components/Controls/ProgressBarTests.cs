using Bunit;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class ProgressBarTests : ComponentTests
{
    [Fact]
    public void Done_and_failed_share_the_bar()
    {
        var bar = Show(total: 200, done: 150, failed: 10, isRunning: true);

        Assert.Equal("80", bar.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Equal("width: 75%", bar.Find(".done").GetAttribute("style"));
        Assert.Equal("width: 5%", bar.Find(".failed").GetAttribute("style"));
    }

    [Fact]
    public void An_import_that_had_nothing_to_bring_is_done_and_not_half_failed()
    {
        var bar = Show(total: 0, done: 0, failed: 0, isRunning: false);

        Assert.Equal("100", bar.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Equal("width: 100%", bar.Find(".done").GetAttribute("style"));
        Assert.Equal("width: 0%", bar.Find(".failed").GetAttribute("style"));
    }

    private IRenderedComponent<ProgressBar> Show(int? total, int done, int failed, bool isRunning) => Render<ProgressBar>(bar => bar
        .Add(one => one.Label, "Calls brought")
        .Add(one => one.Total, total)
        .Add(one => one.Done, done)
        .Add(one => one.Failed, failed)
        .Add(one => one.IsRunning, isRunning));
}
