using GraphQL;

namespace CallImport.Web.GraphQL.Http;

/// <summary>What a request says, well-formed and within bounds.</summary>
internal sealed record GraphQLRequest(string Query, string? OperationName, Inputs? Variables);
