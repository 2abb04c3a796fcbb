using CallImport.Domain;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Types;

/// <summary>An enumeration of the domain, its values named as they are stored, in capitals: <c>in_progress</c> is <c>IN_PROGRESS</c>.</summary>
internal abstract class SlugEnumGraphType<TEnum> : EnumerationGraphType
    where TEnum : struct, Enum
{
    protected SlugEnumGraphType(string description, params (TEnum Value, string Description)[] values)
    {
        Name = typeof(TEnum).Name;
        Description = description;
        foreach (var (value, meaning) in values)
        {
            Add(Slug.Of(value).ToUpperInvariant(), value, meaning);
        }
    }
}
