namespace CallImport.Domain.Platforms;

/// <summary>
/// A frozen, half-open window <c>[From, To)</c> over the start of calls, UTC. Adapters widen it where the vendor's dates mean something else;
/// the engine filters by <see cref="SourceCall.StartedAt"/> afterwards.
/// </summary>
public sealed record CallQuery(DateTimeOffset From, DateTimeOffset To);

/// <param name="Calls">How many; null when the vendor cannot say.</param>
/// <param name="IsExact">False when the vendor only estimates.</param>
public sealed record CallCount(int? Calls, bool IsExact)
{
    /// <summary>The newest calls of the window, newest first, where counting came by them: nobody has to list to see some. Empty where it did not.</summary>
    public IReadOnlyList<SourceCall> Newest { get; init; } = [];
}

/// <param name="Calls">The calls of this page, in the vendor's order. Empty pages are legal.</param>
/// <param name="NextCursor">Opaque; null on the last page.</param>
/// <param name="TotalCalls">The vendor's own total for the window, when the page carries it.</param>
/// <param name="CursorMayBeStored">False when the vendor forbids to keep cursors or lets them die within minutes.</param>
public sealed record CallPage(IReadOnlyList<SourceCall> Calls, string? NextCursor, int? TotalCalls, bool CursorMayBeStored = true);
