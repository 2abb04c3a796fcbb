using CallImport.Web.Admin;

namespace CallImport.Tests.Unit.Admin;

public sealed class OperatorArgumentsTests
{
    [Fact]
    public void Options_come_in_the_usual_forms()
    {
        var arguments = OperatorArguments.Parse(["create-user", "--email", "a@b.test", "--password-stdin", "--role=owner"]);

        Assert.Equal("create-user", arguments.Verb);
        Assert.Equal("a@b.test", arguments.Required("email"));
        Assert.True(arguments.Has("password-stdin"));
        Assert.Equal("owner", arguments.Required("role"));
    }

    [Fact]
    public void What_is_missing_or_unknown_is_named()
    {
        var arguments = OperatorArguments.Parse(["create-workspace", "--nmae", "x"]);

        Assert.Contains("--name", Assert.Throws<OperatorMistakeException>(() => arguments.Required("name")).Message, StringComparison.Ordinal);
        Assert.Contains("--nmae", Assert.Throws<OperatorMistakeException>(() => arguments.Allow("name")).Message, StringComparison.Ordinal);
        Assert.Throws<OperatorMistakeException>(() => OperatorArguments.Parse(["create-workspace", "stray"]));
    }
}
