using System.Text;
using System.Text.Json;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class JsonCleaningTests
{
    [Theory]
    [InlineData("""["a\u0000b"]""", "a\ufffdb")]
    [InlineData("""["a\ud800b"]""", "a\ufffdb")]
    [InlineData("""["a\udc00b"]""", "a\ufffdb")]
    [InlineData("""["\ud800\ud800\udc00"]""", "\ufffd\ud800\udc00")]
    [InlineData("""["\ud83d\ude00"]""", "\ud83d\ude00")]
    [InlineData("""["\\u0000"]""", "\\u0000")]
    [InlineData("""["\\\u0000"]""", "\\\ufffd")]
    [InlineData("""["\u00e9\n\"x"]""", "\u00e9\n\"x")]
    [InlineData("""["grüße 😀"]""", "grüße 😀")]
    public void Only_what_no_string_can_hold_is_replaced(string json, string expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize<string[]>(JsonCleaning.Clean(Encoding.UTF8.GetBytes(json)))?[0]);

    [Fact]
    public void Broken_utf8_is_replaced()
    {
        byte[] json = [.. "[\"a"u8, 0xC3, .. "b\"]"u8];

        Assert.Equal("a\ufffdb", JsonSerializer.Deserialize<string[]>(JsonCleaning.Clean(json))?[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("\\u")]
    [InlineData("\\u00")]
    [InlineData("\"\\ud800\\u")]
    public void Half_an_answer_does_no_harm(string json) => Assert.Equal(json.Length, JsonCleaning.Clean(Encoding.UTF8.GetBytes(json)).Length);
}
