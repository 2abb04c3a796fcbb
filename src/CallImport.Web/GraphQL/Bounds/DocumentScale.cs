using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CallImport.Web.GraphQL.Bounds;

/// <summary>
/// Measures an operation before its validity is known, in time that grows with the text alone: each fragment is measured once, wherever it is
/// used. What the schema does not have counts like a plain field; validation refuses it later.
/// </summary>
internal sealed class DocumentScale(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs? variables)
{
    private readonly Dictionary<string, DocumentSize?> fragments = [];
    private readonly List<FieldType> roots = [];

    /// <summary>The fields that the operation begins with; complete once it has been measured.</summary>
    public IReadOnlyList<FieldType> Roots => roots;

    public DocumentSize Measure()
    {
        var root = operation.Operation switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation,
            _ => schema.Subscription,
        };
        return Measure(operation.SelectionSet, root) + new DocumentSize { Directives = operation.Directives?.Count ?? 0 };
    }

    private DocumentSize Measure(GraphQLSelectionSet selections, IGraphType? type)
    {
        var size = default(DocumentSize);
        HashSet<string>? seen = null;
        foreach (var selection in selections.Selections)
        {
            size += selection switch
            {
                GraphQLField field => OfField(field, type, (seen ??= []).Add((field.Alias?.Name ?? field.Name).StringValue)),
                GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.StringValue, type),
                GraphQLInlineFragment inline => Measure(inline.SelectionSet, TypeOf(inline.TypeCondition) ?? type),
                _ => default,
            };
            size += new DocumentSize { Directives = (selection as IHasDirectivesNode)?.Directives?.Count ?? 0 };
        }

        return size;
    }

    private DocumentSize OfField(GraphQLField field, IGraphType? parent, bool isFirst)
    {
        var definition = DefinitionOf(field.Name.StringValue, parent);
        if (definition is not null && IsRoot(parent))
        {
            roots.Add(definition);
        }

        var below = field.SelectionSet is null ? default : Measure(field.SelectionSet, definition?.ResolvedType?.GetNamedType());
        return below.Below(definition is null ? 1 : ItemsOf(field, definition)) + new DocumentSize
        {
            Fields = 1,
            Aliases = field.Alias is null ? 0 : 1,
            Duplicates = isFirst ? 0 : 1,
            Cost = 1,
            Outbound = definition is not null && FieldRules.AsksPlatform(definition) ? 1 : 0,
        };
    }

    /// <summary>A fragment within itself counts for nothing here; validation refuses it.</summary>
    private DocumentSize OfFragment(string name, IGraphType? type)
    {
        if (fragments.TryGetValue(name, out var known))
        {
            return known ?? default;
        }

        fragments[name] = null;
        var fragment = document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(candidate => candidate.FragmentName.Name.StringValue == name);
        var size = fragment is null ? default : Measure(fragment.SelectionSet, TypeOf(fragment.TypeCondition) ?? type);
        fragments[name] = size;
        return size;
    }

    private FieldType? DefinitionOf(string name, IGraphType? parent) => name switch
    {
        "__schema" when parent == schema.Query => schema.SchemaMetaFieldType,
        "__type" when parent == schema.Query => schema.TypeMetaFieldType,
        _ => (parent as IComplexGraphType)?.GetField(name),
    };

    private int ItemsOf(GraphQLField field, FieldType definition)
    {
        if (FieldRules.SizeOf(definition) is not { } size)
        {
            return IntrospectionSizes.Of(definition.Name);
        }

        var asked = size.Argument is null ? null : NumberOf(field.Arguments?.FirstOrDefault(argument => argument.Name.Value == size.Argument)?.Value);
        return Math.Clamp(asked ?? size.Standard, 1, size.Most);
    }

    /// <summary>What cannot be read as a number is as much as there can be.</summary>
    private int? NumberOf(GraphQLValue? value) => value switch
    {
        null or GraphQLNullValue => null,
        GraphQLIntValue number => int.TryParse(number.Value, out var parsed) ? parsed : int.MaxValue,
        GraphQLVariable variable => NumberOf(variable.Name.StringValue),
        _ => int.MaxValue,
    };

    private int? NumberOf(string variable)
    {
        if (variables is not null && variables.TryGetValue(variable, out var given))
        {
            return given is null ? null : given as int? ?? int.MaxValue;
        }

        return NumberOf(operation.Variables?.FirstOrDefault(definition => definition.Variable.Name.Value == variable)?.DefaultValue);
    }

    private bool IsRoot(IGraphType? type) => type is not null && (type == schema.Query || type == schema.Mutation || type == schema.Subscription);

    private IGraphType? TypeOf(GraphQLTypeCondition? condition) => condition is null ? null : schema.AllTypes[condition.Type.Name.StringValue];
}
