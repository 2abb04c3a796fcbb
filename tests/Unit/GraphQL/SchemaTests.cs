using CallImport.Tests.Unit.Architecture;
using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Bounds;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>The schema as others rely on it.</summary>
public sealed class SchemaTests
{
    private const string Snapshot = "docs/graphql/schema.graphql";

    [Fact]
    public void The_snapshot_is_what_the_application_serves()
    {
        using var schema = new CallImportSchema();

        Assert.True(
            SchemaText.Of(schema) == SourceTree.Read(Snapshot),
            $"The schema has changed. If that is meant: ./run admin export-schema --file {Snapshot}, and a line in CHANGELOG.md.");
    }

    [Fact]
    public void Everything_that_was_specified_is_there_to_the_letter()
    {
        var specified = Signatures(SourceTree.Read("tests/Unit/GraphQL/specified.graphql"));
        var served = Signatures(SourceTree.Read(Snapshot));

        Assert.True(specified.Count > 90);
        Assert.Empty(specified.Except(served));
    }

    [Fact]
    public void Arguments_beyond_the_specified_ones_are_optional()
    {
        var specified = Signatures(SourceTree.Read("tests/Unit/GraphQL/specified.graphql"));
        var fields = specified.Where(line => !line.Contains('(')).Select(line => line.Split(": ")[0]).ToHashSet();

        var added = Signatures(SourceTree.Read(Snapshot))
            .Where(line => line.Contains('(') && fields.Contains(line.Split('(')[0]) && !specified.Contains(line));

        Assert.DoesNotContain(added, line => line.EndsWith('!'));
    }

    [Fact]
    public void Every_root_field_says_who_may_ask_for_it_and_everything_says_what_it_is()
    {
        using var schema = new CallImportSchema();
        schema.Initialize();
        var types = schema.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        var fields = types.OfType<IComplexGraphType>().SelectMany(type => type.Fields.Select(field => (Type: type, Field: field))).ToList();

        Assert.DoesNotContain(fields, entry => string.IsNullOrWhiteSpace(entry.Field.Description));
        Assert.DoesNotContain(fields.SelectMany(entry => entry.Field.Arguments ?? []), argument => string.IsNullOrWhiteSpace(argument.Description));
        Assert.DoesNotContain(types.OfType<IObjectGraphType>(), type => string.IsNullOrWhiteSpace(type.Description));
        Assert.DoesNotContain(
            fields, entry => (entry.Type == schema.Query || entry.Type == schema.Mutation || entry.Type == schema.Subscription)
                && FieldRules.RequirementOf(entry.Field) is null);
    }

    /// <summary>One line for every type, field, argument and value, with its type: <c>Query.importJob(id): ID!</c>.</summary>
    private static HashSet<string> Signatures(string sdl)
    {
        var lines = new HashSet<string>();
        foreach (var definition in Parser.Parse(sdl).Definitions)
        {
            switch (definition)
            {
                case GraphQLObjectTypeDefinition type:
                    lines.Add($"type {type.Name.StringValue}");
                    lines.UnionWith(Fields(type.Name, type.Fields));
                    break;
                case GraphQLObjectTypeExtension type:
                    lines.UnionWith(Fields(type.Name, type.Fields));
                    break;
                case GraphQLEnumTypeDefinition type:
                    lines.UnionWith((type.Values?.Items ?? []).Select(value => $"enum {type.Name.StringValue}.{value.Name.StringValue}"));
                    break;
            }
        }

        return lines;
    }

    private static IEnumerable<string> Fields(GraphQLName type, GraphQLFieldsDefinition? fields) =>
        (fields?.Items ?? []).SelectMany(field => (IEnumerable<string>)
        [
            $"{type.StringValue}.{field.Name.StringValue}: {TypeOf(field.Type)}",
            .. (field.Arguments?.Items ?? []).Select(argument =>
                $"{type.StringValue}.{field.Name.StringValue}({argument.Name.StringValue}): {TypeOf(argument.Type)}"),
        ]);

    private static string TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => $"{TypeOf(required.Type)}!",
        GraphQLListType list => $"[{TypeOf(list.Type)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException($"{type.Kind} is no type."),
    };
}
