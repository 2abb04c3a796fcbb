namespace CallImport.Web.GraphQL.Reference;

public enum ApiTypeKind
{
    Composite,
    Input,
    Enum,
    Scalar,
}

/// <summary>A type of the API, as people read about it.</summary>
/// <param name="Values">Of an enum; empty for others.</param>
public sealed record ApiType(string Name, ApiTypeKind Kind, string? Description, IReadOnlyList<ApiField> Fields, IReadOnlyList<ApiValue> Values)
{
    /// <summary>One of the three that operations begin with.</summary>
    public bool IsRoot => Name is "Query" or "Mutation" or "Subscription";
}

public sealed record ApiField(string Name, string? Description, ApiTypeReference Type, IReadOnlyList<ApiArgument> Arguments, string? Deprecation);

public sealed record ApiArgument(string Name, string? Description, ApiTypeReference Type);

public sealed record ApiValue(string Name, string? Description);

/// <summary>A use of a type: <c>[ImportJob!]!</c> is <c>[</c>, <c>ImportJob</c>, <c>!]!</c>.</summary>
public sealed record ApiTypeReference(string Before, string Name, string After)
{
    public bool IsRequired => After.EndsWith('!');

    public override string ToString() => Before + Name + After;
}
