using CallImport.Web.Endpoints;

namespace CallImport.Tests.Unit.Endpoints;

public sealed class RecordingFileNameTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 23, 30, 0, TimeSpan.FromHours(-5));

    [Theory]
    [InlineData("Acme – Renewal", "2026-11-21 Acme Renewal.mp3")]
    [InlineData("../../etc/passwd", "2026-11-21 etc passwd.mp3")]
    [InlineData("a\r\nSet-Cookie: x=1\0\"", "2026-11-21 a Set-Cookie x 1.mp3")]
    [InlineData("Prüfung 日本", "2026-11-21 Prüfung 日本.mp3")]
    [InlineData("???", "2026-11-21 Call.mp3")]
    [InlineData(null, "2026-11-21 Call.mp3")]
    public void A_foreign_title_becomes_a_harmless_name(string? title, string expected) => Assert.Equal(expected, RecordingFileName.Of(title, Day, "mp3"));

    [Fact]
    public void A_long_title_is_cut() => Assert.True(RecordingFileName.Of(new string('a', 1_000), Day, "mp3").Length < 110);

    [Theory]
    [InlineData("audio/mpeg", "audio/mpeg")]
    [InlineData("AUDIO/MPEG; charset=x", "audio/mpeg")]
    [InlineData("text/html", null)]
    [InlineData("image/svg+xml", null)]
    [InlineData(null, null)]
    public void Only_media_that_merely_plays_is_shown_in_the_browser(string? type, string? expected) => Assert.Equal(expected, PlayableMedia.Find(type)?.Type);
}
