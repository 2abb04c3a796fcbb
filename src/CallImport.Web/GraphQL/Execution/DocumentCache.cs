using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>Documents that were found valid once need neither be read nor checked again: programs send the same few over and over.</summary>
internal sealed class DocumentCache(IOptions<GraphQLOptions> options) : IDisposable
{
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache documents = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedDocumentCharacters });

    public GraphQLDocument? Find(string query) => documents.Get<GraphQLDocument>(query);

    public void KeepValid(string query, GraphQLDocument document) =>
        documents.Set(query, document, new MemoryCacheEntryOptions { Size = Math.Max(1, query.Length), SlidingExpiration = Unused });

    public void Dispose() => documents.Dispose();
}
