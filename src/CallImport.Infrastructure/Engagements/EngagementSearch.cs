namespace CallImport.Infrastructure.Engagements;

/// <summary>What a person looks for in the library. Nothing given: everything, newest first.</summary>
public sealed record EngagementSearch
{
    /// <summary>Rows of one page at most.</summary>
    public const int PageLimit = 100;

    /// <summary>Characters of <see cref="Text"/> that are read; the rest is ignored.</summary>
    public const int TextLimit = 200;

    /// <summary>
    /// As one types into a search box: words, <c>"a phrase"</c>, <c>or</c>, <c>-without</c>. The last word also finds what begins with it.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Stored name of a platform.</summary>
    public string? Platform { get; init; }

    /// <summary>Calls that began at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Calls that began before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows wanted, 1–100.</summary>
    public int First { get; init; } = 25;

    /// <summary><see cref="EngagementPage.EndCursor"/> of the page before; anything else begins at the newest call.</summary>
    public string? After { get; init; }
}
