using GraphQL.Types;

namespace CallImport.Web.GraphQL.Reference;

/// <summary>The whole schema as people browse it, read once: it does not change while a process lives.</summary>
public sealed class ApiReference
{
    private readonly Lazy<IReadOnlyList<ApiType>> types;

    internal ApiReference(CallImportSchema schema) => types = new(() => Read(schema));

    /// <summary>By name; the roots first.</summary>
    public IReadOnlyList<ApiType> Types => types.Value;

    public IEnumerable<ApiType> Roots => Types.Where(type => type.IsRoot);

    public ApiType? Find(string? name) => Types.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a type is used, as <c>Type.field</c>.</summary>
    public IEnumerable<(ApiType Type, ApiField Field)> UsesOf(string name) =>
        from type in Types
        from field in type.Fields
        where field.Type.Name == name || field.Arguments.Any(argument => argument.Type.Name == name)
        select (type, field);

    private static IReadOnlyList<ApiType> Read(CallImportSchema schema)
    {
        schema.Initialize();
        return [.. schema.AllTypes
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .Select(Type)
            .OrderBy(type => type.Name switch { "Query" => 0, "Mutation" => 1, "Subscription" => 2, _ => 3 })
            .ThenBy(type => type.Name, StringComparer.Ordinal)];
    }

    private static ApiType Type(IGraphType type) => type switch
    {
        EnumerationGraphType choice => new(
            type.Name, ApiTypeKind.Enum, type.Description, [], [.. choice.Values.Select(value => new ApiValue(value.Name, value.Description))]),
        IInputObjectGraphType input => new(type.Name, ApiTypeKind.Input, type.Description, [.. input.Fields.Select(Field)], []),
        IComplexGraphType complex => new(type.Name, ApiTypeKind.Composite, type.Description, [.. complex.Fields.Select(Field)], []),
        _ => new(type.Name, ApiTypeKind.Scalar, type.Description, [], []),
    };

    private static ApiField Field(FieldType field) => new(
        field.Name,
        field.Description,
        Reference(field.ResolvedType),
        [.. (field.Arguments ?? []).Select(argument => new ApiArgument(argument.Name, argument.Description, Reference(argument.ResolvedType)))],
        field.DeprecationReason);

    private static ApiTypeReference Reference(IGraphType? type) => type switch
    {
        NonNullGraphType required when Reference(required.ResolvedType) is var inner => inner with { After = inner.After + "!" },
        ListGraphType list when Reference(list.ResolvedType) is var inner => new("[" + inner.Before, inner.Name, inner.After + "]"),
        _ => new("", type?.Name ?? "", ""),
    };
}
