using Bunit;
using CallImport.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.Unit.Components.Pages;

public sealed class LoginTests : ComponentTests
{
    [Fact]
    public void The_form_is_plain_html_that_works_without_a_circuit()
    {
        var form = Render<Login>().Find("form");

        Assert.Equal("post", form.GetAttribute("method"));
        Assert.Equal("/login", form.GetAttribute("action"));
        Assert.NotNull(form.QuerySelector("input[type=email][data-testid=login-email]"));
        Assert.NotNull(form.QuerySelector("input[type=password][data-testid=login-password]"));
        Assert.NotNull(form.QuerySelector("button[type=submit][data-testid=login-submit]"));
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public void A_refusal_says_what_to_do_and_not_what_was_wrong()
    {
        var error = Open("/login?error=refused").Find("[data-testid=error-text]").TextContent;

        Assert.Equal("E-mail address or password is not right. Check both and try again.", error);
    }

    [Fact]
    public void A_form_that_had_been_open_for_too_long_is_not_called_a_wrong_password() => Assert.Equal(
        "This page had been open for too long. Nothing was sent; please sign in once more.",
        Open("/login?error=stale").Find("[data-testid=error-text]").TextContent);

    [Fact]
    public void The_address_to_go_back_to_survives_a_refusal() => Assert.Equal(
        "/imports/new?range=all",
        Open("/login?error=refused&returnUrl=%2Fimports%2Fnew%3Frange%3Dall").Find("input[name=returnUrl]").GetAttribute("value"));

    private IRenderedComponent<Login> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<Login>();
    }
}
