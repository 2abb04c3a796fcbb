using CallImport.Web.Auth;

namespace CallImport.Tests.Unit.Auth;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/calls?search=x#top")]
    [InlineData("/")]
    public void A_path_of_this_site_is_kept(string address) => Assert.Equal(address, LocalAddress.Or(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/ok\r\nSet-Cookie: a=b")]
    [InlineData("calls")]
    public void Everything_else_leads_home(string? address) => Assert.Equal("/", LocalAddress.Or(address));
}
