namespace CallImport.Web.GraphQL.Bounds;

/// <summary>How many items a list field may have at most, for the cost of a request.</summary>
/// <param name="Argument">The argument that sets it; null when nothing does.</param>
/// <param name="Standard">Without the argument.</param>
/// <param name="Most">However much is asked for.</param>
internal sealed record ListSize(string? Argument, int Standard, int Most);
