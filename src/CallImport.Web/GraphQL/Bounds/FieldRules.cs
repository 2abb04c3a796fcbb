using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Bounds;

/// <summary>What is declared at fields about who may ask for them and what they cost, and read before anything runs.</summary>
internal static class FieldRules
{
    private const string Requirement = "callimport:requirement";
    private const string Size = "callimport:list-size";
    private const string Outbound = "callimport:outbound";

    /// <summary>Also says so in the description, which therefore comes first.</summary>
    public static FieldBuilder<TSource, TReturn> Needs<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, FieldRequirement requirement)
    {
        field.FieldType.Metadata[Requirement] = requirement;
        return field.Description($"{field.FieldType.Description} Needs {requirement}.");
    }

    /// <summary>A list that nothing limits and that is about so long.</summary>
    public static FieldBuilder<TSource, TReturn> Expects<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, int items)
    {
        field.FieldType.Metadata[Size] = new ListSize(null, items, items);
        return field;
    }

    /// <summary>Adds the argument that limits a list or the page of a connection.</summary>
    public static FieldBuilder<TSource, TReturn> LimitedBy<TSource, TReturn>(
        this FieldBuilder<TSource, TReturn> field, string argument, int standard, int most)
    {
        field.FieldType.Metadata[Size] = new ListSize(argument, standard, most);
        return field.Argument<IntGraphType>(argument, $"So many at most, 1 to {most}; {standard} if left out.");
    }

    /// <summary>Resolving it sends requests to a platform, at the expense of the customer's quota there.</summary>
    public static FieldBuilder<TSource, TReturn> AsksPlatform<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field)
    {
        field.FieldType.Metadata[Outbound] = true;
        return field;
    }

    public static FieldRequirement? RequirementOf(FieldType field) => field.GetMetadata<FieldRequirement>(Requirement);

    public static ListSize? SizeOf(FieldType field) => field.GetMetadata<ListSize>(Size);

    public static bool AsksPlatform(FieldType field) => field.GetMetadata<bool>(Outbound);

    /// <summary>How many items the caller wants, within the limit.</summary>
    /// <exception cref="ApiError">for less than one</exception>
    public static int Asked(this IResolveFieldContext context)
    {
        if (SizeOf(context.FieldDefinition) is not { Argument: { } argument } size)
        {
            throw new InvalidOperationException($"{context.FieldDefinition.Name} is not limited by an argument.");
        }

        var asked = context.GetArgument<int?>(argument);
        return asked < 1 ? throw ApiError.BadInput($"{argument} has to be at least 1.") : Math.Min(asked ?? size.Standard, size.Most);
    }
}
