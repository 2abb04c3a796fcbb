using CallImport.Web.Components;
using Microsoft.AspNetCore.Http;

namespace CallImport.Tests.Unit.Components;

public sealed class ViewerTests
{
    [Theory]
    [InlineData(null, "dark", true)]
    [InlineData(null, "light", false)]
    [InlineData("light", "dark", false)]
    [InlineData("dark", "light", true)]
    [InlineData("<script>", "light", false)]
    public void A_choice_wins_over_the_system(string? theme, string scheme, bool isDark) =>
        Assert.Equal(isDark, Read(("theme", theme), ("scheme", scheme)).IsDark);

    [Fact]
    public void An_unknown_time_zone_is_UTC() => Assert.Equal(TimeZoneInfo.Utc, Read(("zone", "Nowhere%2FAtAll")).Zone);

    private static Viewer Read(params (string Name, string? Value)[] cookies)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = string.Join("; ", cookies.Where(cookie => cookie.Value is not null).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        return Viewer.From(context.Request.Cookies);
    }
}
