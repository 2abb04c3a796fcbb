using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CallImport.Web.GraphQL.Types;

/// <summary>Moments: read with any offset, written in UTC with <c>Z</c>, to the microsecond that the database keeps.</summary>
internal sealed class UtcTimeGraphType : ScalarGraphType
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private static readonly string[] Read =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public UtcTimeGraphType()
    {
        Name = "DateTime";
        Description = "A moment after ISO 8601. Written in UTC (2026-11-22T20:15:00Z); read with any offset, without one as UTC.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Parse((string)text.Value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        string text => Parse(text),
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        null => null,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture),
        null => null,
        _ => ThrowSerializationError(value),
    };

    /// <exception cref="FormatException">The text is no moment; it is not repeated.</exception>
    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : throw new FormatException("A DateTime is written like 2026-11-22T20:15:00Z.");
}
