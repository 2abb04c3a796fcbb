namespace CallImport.Web.GraphQL.Types;

/// <summary>One page of a list.</summary>
/// <param name="EndCursor">To be passed as <c>after</c>; null on an empty page.</param>
/// <param name="TotalCount">Over all pages; null where nobody counts.</param>
internal sealed record ConnectionPage<TNode>(IReadOnlyList<TNode> Nodes, string? EndCursor, bool HasNextPage, int? TotalCount);

internal sealed record PageEnd(string? EndCursor, bool HasNextPage);
