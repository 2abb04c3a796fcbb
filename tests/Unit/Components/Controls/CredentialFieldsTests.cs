using Bunit;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class CredentialFieldsTests : ComponentTests
{
    private readonly Dictionary<string, string> typed = [];

    [Fact]
    public void Secret_fields_are_masked_and_nothing_is_filled_in_by_the_browser()
    {
        var fields = Show();

        Assert.Equal("text", fields.Find("input[name=keyId]").GetAttribute("type"));
        Assert.Equal("password", fields.Find("input[name=keySecret]").GetAttribute("type"));
        Assert.All(fields.FindAll("input"), input => Assert.Equal("off", input.GetAttribute("autocomplete")));
    }

    [Fact]
    public void A_secret_can_be_revealed_and_hidden_again()
    {
        var fields = Show();

        fields.Find("button[aria-label='Show Secret']").Click();
        Assert.Equal("text", fields.Find("input[name=keySecret]").GetAttribute("type"));

        fields.Find("button[aria-label='Hide Secret']").Click();
        Assert.Equal("password", fields.Find("input[name=keySecret]").GetAttribute("type"));
    }

    [Fact]
    public void What_is_typed_goes_to_the_form_at_once()
    {
        var fields = Show();

        fields.Find("input[name=keySecret]").Input("s3cret");

        Assert.Equal("s3cret", typed["keySecret"]);
    }

    private IRenderedComponent<CredentialFields> Show() =>
        Render<CredentialFields>(fields => fields.Add(one => one.Descriptor, APlatform.Descriptor).Add(one => one.Values, typed));
}
