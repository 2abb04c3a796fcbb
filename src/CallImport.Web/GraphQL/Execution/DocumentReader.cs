using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Execution;

/// <param name="IsValid">It was validated before, so that only its variables are left to look at.</param>
internal sealed record ReadDocument(GraphQLDocument Tree, bool IsValid);

/// <summary>Reads documents; those that were found valid once are kept: programs send the same few over and over.</summary>
internal sealed class DocumentReader(RequestBounds bounds, IOptions<GraphQLOptions> options) : IDisposable
{
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache valid = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedDocumentCharacters });
    private readonly GraphQLDocumentBuilder builder = new() { MaxDepth = options.Value.MaxTextDepth };

    /// <exception cref="ExecutionError">It is too large, or not GraphQL.</exception>
    public ReadDocument Read(string query)
    {
        if (valid.Get<ReadDocument>(query) is { } known)
        {
            return known;
        }

        try
        {
            bounds.CheckText(query);
            return new ReadDocument(builder.Build(query), IsValid: false);
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new SyntaxError(fault);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw ApiError.TooComplex("levels of a document's text", options.Value.MaxTextDepth);
        }
    }

    public void KeepValid(string query, ReadDocument document)
    {
        if (!document.IsValid)
        {
            valid.Set(query, document with { IsValid = true }, new MemoryCacheEntryOptions { Size = query.Length, SlidingExpiration = Unused });
        }
    }

    public void Dispose() => valid.Dispose();
}
