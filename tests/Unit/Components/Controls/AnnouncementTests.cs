using Bunit;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class AnnouncementTests : ComponentTests
{
    [Fact]
    public void Screen_readers_hear_the_first_text_at_once_and_the_latest_after_ten_seconds()
    {
        var announcement = Render<Announcement>(one => one.Add(a => a.Text, "1 of 25"));
        announcement.Render(one => one.Add(a => a.Text, "2 of 25"));
        announcement.Render(one => one.Add(a => a.Text, "3 of 25"));
        Assert.Equal("1 of 25", announcement.Find("[aria-live=polite]").TextContent);

        Clock.Advance(TimeSpan.FromSeconds(10));

        announcement.WaitForAssertion(() => Assert.Equal("3 of 25", announcement.Find("[aria-live=polite]").TextContent));
    }

    [Fact]
    public void A_text_that_comes_after_a_pause_is_heard_at_once()
    {
        var announcement = Render<Announcement>(one => one.Add(a => a.Text, "1 of 25"));
        Clock.Advance(TimeSpan.FromSeconds(30));

        announcement.Render(one => one.Add(a => a.Text, "9 of 25"));

        Assert.Equal("9 of 25", announcement.Find("[aria-live=polite]").TextContent);
    }
}
