using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.ZoomPhone;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.ZoomPhone;

public sealed class ZoomPhoneWindowsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ZoomPhoneWindows windows = new(new FakeTimeProvider(Now));

    [Fact]
    public void A_wide_window_is_cut_into_pieces_that_touch_and_are_shorter_than_any_month()
    {
        var pieces = windows.Of(new CallQuery(DateTimeOffset.UnixEpoch, Now));

        Assert.Equal((new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero), Now), (pieces[0].From, pieces[^1].To));
        Assert.All(pieces, piece => Assert.InRange(piece.To - piece.From, TimeSpan.FromSeconds(1), TimeSpan.FromDays(28)));
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.InRange(pieces.Count, 100, 110);
    }

    [Fact]
    public void The_edges_are_rounded_outwards_to_whole_seconds()
    {
        var piece = Assert.Single(windows.Of(new CallQuery(Now.AddDays(-1).AddMilliseconds(1), Now.AddMilliseconds(-1))));

        Assert.Equal(new CallQuery(Now.AddDays(-1), Now), piece);
    }

    [Fact]
    public void Before_Zoom_Phone_and_after_tomorrow_nothing_is_asked()
    {
        Assert.Empty(windows.Of(new CallQuery(DateTimeOffset.UnixEpoch, new DateTimeOffset(2018, 12, 31, 0, 0, 0, TimeSpan.Zero))));
        Assert.Empty(windows.Of(new CallQuery(Now.AddDays(2), Now.AddDays(60))));
    }

    [Fact]
    public void A_piece_stays_the_same_while_time_goes_by()
    {
        var later = new ZoomPhoneWindows(new FakeTimeProvider(Now.AddHours(1)));
        var open = new CallQuery(DateTimeOffset.UnixEpoch, Now.AddYears(50));

        Assert.Equal(windows.Of(open), later.Of(open));
    }

    [Theory]
    [InlineData("1772948400|", true)]
    [InlineData("1772948400|token|with|bars", true)]
    [InlineData("soon|token", false)]
    [InlineData("-1|token", false)]
    [InlineData("99999999999999|token", false)]
    [InlineData("nothing", false)]
    public void A_place_is_read_as_it_was_written(string text, bool isOne) => Assert.Equal(isOne ? text : null, ZoomPhoneCursor.Read(text)?.ToString());
}
