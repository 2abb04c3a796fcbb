using Microsoft.Net.Http.Headers;

namespace CallImport.Web.GraphQL.Http;

/// <summary>The media type of an answer, which also decides what a status code means.</summary>
internal sealed record AnswerType(string MediaType, bool UsesStatusCodes)
{
    /// <summary>Status codes tell about the document: the current draft of GraphQL over HTTP.</summary>
    public static readonly AnswerType GraphQLResponse = new("application/graphql-response+json", UsesStatusCodes: true);

    /// <summary>Status codes tell about the request only, as clients of old expect; also for those that do not say what they take.</summary>
    public static readonly AnswerType Json = new("application/json", UsesStatusCodes: false);

    private static readonly AnswerType[] Preferred = [Json, GraphQLResponse];

    public string ContentType => $"{MediaType}; charset=utf-8";

    /// <returns>null when nothing we have is acceptable</returns>
    public static AnswerType? Choose(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return Json;
        }

        // What is named weighs more than what is merely included; the order of the header decides between equals.
        return request.GetTypedHeaders().Accept
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => Array.Find(Preferred, answer => Matches(type, answer)))
            .FirstOrDefault(answer => answer is not null);
    }

    private static bool Matches(MediaTypeHeaderValue accepted, AnswerType answer) =>
        accepted.MatchesAllTypes ||
        (accepted.MatchesAllSubTypes && accepted.Type.Equals("application", StringComparison.OrdinalIgnoreCase)) ||
        accepted.MediaType.Equals(answer.MediaType, StringComparison.OrdinalIgnoreCase);
}
