using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Types;
using GraphQLParser.AST;

namespace CallImport.Tests.Unit.GraphQL;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("2026-11-22T20:15:00Z", "2026-11-22T20:15:00Z")]
    [InlineData("2026-11-22T20:15:00.25+02:00", "2026-11-22T18:15:00.25Z")]
    [InlineData("2026-11-22T20:15:00", "2026-11-22T20:15:00Z")]
    [InlineData("2026-11-22T20:15-05:00", "2026-11-23T01:15:00Z")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00Z")]
    public void Moments_are_read_with_any_offset_and_written_in_utc(string given, string written)
    {
        var scalar = new UtcTimeGraphType();

        Assert.Equal(written, scalar.Serialize(scalar.ParseValue(given)));
    }

    [Theory]
    [InlineData("22.11.2026")]
    [InlineData("yesterday")]
    [InlineData("1795464900")]
    public void Other_words_are_no_moment(string given) => Assert.False(new UtcTimeGraphType().CanParseValue(given));

    [Theory]
    [InlineData("FIVE29", "five29")]
    [InlineData("FIVE9", "five29")]
    [InlineData("ZOOM_PHONE", "zoom_phone")]
    public void A_platform_is_known_by_every_name_and_written_by_one(string given, string slug)
    {
        var platforms = new ImportPlatformGraphType();
        var literal = new GraphQLEnumValue(new GraphQLName(given));

        Assert.Equal(slug, platforms.ParseValue(given));
        Assert.True(platforms.CanParseLiteral(literal));
        Assert.Equal(slug, platforms.ParseLiteral(literal));
        Assert.Equal(slug.ToUpperInvariant(), platforms.Serialize(slug));
        Assert.False(platforms.CanParseValue("SKYPE"));
    }
}
