using System.Text;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Engagements;

/// <summary>
/// Makes the database's own query of a search. Titles and people are indexed as they are written, transcripts by their English stems,
/// so every word asks for both; what was typed travels in parameters only.
/// </summary>
internal static class SearchQuery
{
    private const string English = "websearch_to_tsquery('english', '\"' || {word} || '\"')";

    /// <summary>A word that English ignores ("the") is ignored, unless it may become a longer one.</summary>
    private const string Whole = $"CASE WHEN numnode({English}) = 0 THEN {English} ELSE {English} || websearch_to_tsquery('simple', '\"' || {{word}} || '\"') END";

    private const string Beginning = $"({Whole}) || to_tsquery('simple', '''' || {{word}} || ''':*') || to_tsquery('simple', '''' || {{stem}} || ''':*')";

    /// <returns>null when the search holds no word at all</returns>
    public static async Task<NpgsqlTsQuery?> BuildAsync(CallImportDbContext database, IReadOnlyList<SearchTerm> terms, CancellationToken cancellationToken)
    {
        if (terms.Count == 0)
        {
            return null;
        }

        List<object> parameters = [];
        var sql = new StringBuilder("SELECT (");
        foreach (var (i, term) in terms.Index())
        {
            sql.Append(i == 0 ? "" : term.IsAlternative ? ") || (" : " && ");
            sql.Append(term.IsExcluded ? "!!(" : "(").Append(Condition(term, parameters)).Append(')');
        }

        sql.Append(") AS \"Value\"");
        return await database.Database.SqlQueryRaw<NpgsqlTsQuery>(sql.ToString(), [.. parameters]).SingleAsync(cancellationToken);
    }

    private static string Condition(SearchTerm term, List<object> parameters)
    {
        var condition = (term.IsPrefix ? Beginning : Whole).Replace("{word}", $"{{{parameters.Count}}}", StringComparison.Ordinal);
        parameters.Add(term.Text);
        if (!term.IsPrefix)
        {
            return condition;
        }

        parameters.Add(term.Stem);
        return condition.Replace("{stem}", $"{{{parameters.Count - 1}}}", StringComparison.Ordinal);
    }
}
