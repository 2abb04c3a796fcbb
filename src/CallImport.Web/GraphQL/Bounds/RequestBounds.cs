using CallImport.Web.GraphQL.Errors;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Bounds;

/// <summary>Refuses what asks for too much, before it is validated or run.</summary>
internal sealed class RequestBounds(IOptions<GraphQLOptions> options)
{
    private GraphQLOptions Bounds => options.Value;

    /// <summary>Before the text is read at all.</summary>
    /// <exception cref="ApiError">TOO_COMPLEX</exception>
    public void CheckText(string query)
    {
        Check("characters of a document", Bounds.MaxRequestBytes, query.Length);
        var tokens = 0;
        for (var position = 0; position < query.Length;)
        {
            var token = Lexer.Lex(query, position);
            if (token.Kind == TokenKind.EOF)
            {
                return;
            }

            Check("tokens of a document", Bounds.MaxTokens, ++tokens);
            position = token.End;
        }
    }

    /// <summary>The whole document: validation reads also what is not asked for.</summary>
    /// <exception cref="ApiError">TOO_COMPLEX</exception>
    public void CheckDocument(GraphQLDocument document) => Check("operations and fragments", Bounds.MaxDefinitions, document.Definitions.Count);

    /// <exception cref="ApiError">TOO_COMPLEX</exception>
    public void Check(DocumentSize size)
    {
        Check("levels of fields", Bounds.MaxDepth, size.Depth);
        Check("fields", Bounds.MaxFields, size.Fields);
        Check("aliases", Bounds.MaxAliases, size.Aliases);
        Check("directives", Bounds.MaxDirectives, size.Directives);
        Check("repeated fields", Bounds.MaxDuplicates, size.Duplicates);
        Check("fields that ask a platform", Bounds.MaxOutbound, size.Outbound);
        Check("cost, which counts every field as often as the lists around it may have items", Bounds.MaxCost, size.Cost);
    }

    private static void Check(string bound, int limit, int actual)
    {
        if (actual > limit)
        {
            throw ApiError.TooComplex(bound, limit);
        }
    }
}
