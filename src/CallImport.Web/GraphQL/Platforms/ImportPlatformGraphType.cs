using CallImport.Infrastructure.Platforms;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CallImport.Web.GraphQL.Platforms;

/// <summary>The platforms of the catalogue by their stored names in capitals. Other names of a platform are understood, never written.</summary>
internal sealed class ImportPlatformGraphType : EnumerationGraphType
{
    private static readonly Dictionary<string, string> Aliases = PlatformCatalog.Descriptors
        .SelectMany(platform => platform.Aliases.Select(alias => (Alias: NameOf(alias), platform.Slug)))
        .ToDictionary(pair => pair.Alias, pair => pair.Slug);

    public ImportPlatformGraphType()
    {
        Name = "ImportPlatform";
        Description = "Where calls are imported from.";
        foreach (var platform in PlatformCatalog.Descriptors)
        {
            Add(NameOf(platform.Slug), platform.Slug, $"{platform.DisplayName}.");
        }
    }

    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLEnumValue name && Aliases.TryGetValue(name.Name.StringValue, out var slug) ? slug : base.ParseLiteral(value);

    public override bool CanParseLiteral(GraphQLValue value) =>
        (value is GraphQLEnumValue name && Aliases.ContainsKey(name.Name.StringValue)) || base.CanParseLiteral(value);

    public override object? ParseValue(object? value) =>
        value is string name && Aliases.TryGetValue(name, out var slug) ? slug : base.ParseValue(value);

    public override bool CanParseValue(object? value) =>
        (value is string name && Aliases.ContainsKey(name)) || base.CanParseValue(value);

    private static string NameOf(string slug) => slug.ToUpperInvariant();
}
