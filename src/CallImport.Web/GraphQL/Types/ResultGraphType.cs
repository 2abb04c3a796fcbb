using GraphQL.Types;

namespace CallImport.Web.GraphQL.Types;

/// <summary>The answer of a mutation: one thing under its name.</summary>
internal abstract class ResultGraphType<TSource, TGraphType> : ObjectGraphType<TSource>
    where TGraphType : IGraphType
{
    protected ResultGraphType(string name, string field, string description)
    {
        Name = name;
        Description = description;
        Field<NonNullGraphType<TGraphType>>(field).Description(description).Resolve(context => context.Source);
    }
}
