using System.Text.Json;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class JsonReadingTests
{
    [Fact]
    public void Of_a_name_that_comes_twice_the_last_counts_at_every_depth()
    {
        var copy = Parse("""{"a":1,"b":{"c":"old","c":"new"},"list":[{"d":1,"d":null},2,true],"a":2}""").Copy();
        copy.Remove("list", out var list);

        Assert.Equal("""{"a":2,"b":{"c":"new"}}""", copy.ToJsonString());
        Assert.Equal("""[{"d":null},2,true]""", list?.ToJsonString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    public void What_is_no_object_has_nothing_to_copy(string json) => Assert.Empty(Parse(json).Copy());

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
