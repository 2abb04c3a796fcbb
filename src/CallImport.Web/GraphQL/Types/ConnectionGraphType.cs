using GraphQL.Types;

namespace CallImport.Web.GraphQL.Types;

/// <summary>Pages of a list, from cursor to cursor: items that are added meanwhile neither shift nor repeat what is read.</summary>
internal abstract class ConnectionGraphType<TNode, TGraphType> : ObjectGraphType<ConnectionPage<TNode>>
    where TGraphType : IGraphType
{
    /// <param name="total">What the total says; null for a list that nobody counts.</param>
    protected ConnectionGraphType(string name, string description, string? total)
    {
        Name = name;
        Description = description;
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TGraphType>>>>("nodes").Description("The items of this page.")
            .Resolve(context => context.Source.Nodes);
        Field<NonNullGraphType<PageInfoGraphType>>("pageInfo").Description("Where this page ends.")
            .Resolve(context => new PageEnd(context.Source.EndCursor, context.Source.HasNextPage));
        if (total is not null)
        {
            Field<NonNullGraphType<IntGraphType>>("totalCount").Description(total).Resolve(context => context.Source.TotalCount);
        }
    }
}

internal sealed class PageInfoGraphType : ObjectGraphType<PageEnd>
{
    public PageInfoGraphType()
    {
        Name = "PageInfo";
        Description = "Where a page ends.";
        Field(page => page.EndCursor, type: typeof(StringGraphType)).Description("To be passed as after for the next page; null on an empty page.");
        Field(page => page.HasNextPage, type: typeof(NonNullGraphType<BooleanGraphType>)).Description("Whether there is more.");
    }
}
