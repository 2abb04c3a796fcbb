using Bunit;
using CallImport.Domain;
using CallImport.Infrastructure.Wishes;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class WishFormTests : ComponentTests
{
    private readonly List<(string Name, string? Note)> wishes = [];

    [Fact]
    public void A_wish_is_thanked_for_and_says_what_to_do_meanwhile()
    {
        var form = Show((name, _) => name);

        form.Find("[data-testid=wish-name]").Input("Dialpad");
        form.Find("[data-testid=wish-note]").Input("200 calls a day");
        form.Find("form").Submit();

        Assert.Equal([("Dialpad", "200 calls a day")], wishes);
        Assert.Contains("Dialpad is noted", form.Find("[data-testid=wish-noted]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/connect?platform=acme", form.Find("[data-testid=wish-meanwhile]").GetAttribute("href"));
    }

    [Fact]
    public void A_wish_that_is_refused_says_why_and_stays_to_be_corrected()
    {
        var form = Show((_, _) => new AlreadyOffered("Gong"));

        form.Find("[data-testid=wish-name]").Input("gong.io");
        form.Find("form").Submit();

        Assert.Contains("Gong can be connected already", form.Markup, StringComparison.Ordinal);
        Assert.Equal("gong.io", form.Find("[data-testid=wish-name]").GetAttribute("value"));
    }

    [Fact]
    public void Nothing_is_sent_without_a_name()
    {
        var form = Show((name, _) => name);

        Assert.True(form.Find("[data-testid=wish-send]").HasAttribute("disabled"));
        form.Find("form").Submit();
        Assert.Empty(wishes);
    }

    private IRenderedComponent<WishForm> Show(Func<string, string?, Result<string>> answer) => Render<WishForm>(parameters => parameters
        .Add(form => form.Wish, (name, note) =>
        {
            wishes.Add((name, note));
            return Task.FromResult(answer(name, note));
        })
        .Add(form => form.Files, APlatform.Entry(CallImport.Domain.Platforms.PlatformStatus.Beta, canConnect: true)));
}
