namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>The two ways to list: everything, or the newest so many.</summary>
internal sealed record Listers(ListPages Pages, ListNewest Newest);
