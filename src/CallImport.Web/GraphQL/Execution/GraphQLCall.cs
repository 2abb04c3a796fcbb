using System.Security.Claims;
using GraphQL;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>One request, whichever way it came in.</summary>
/// <param name="Query">The document; nothing of it is ever logged, nor of the variables: both may hold a secret.</param>
/// <param name="OperationName">Which operation of the document; null when it has one only.</param>
/// <param name="User">Who asks; must be known for everything but <c>{ __typename }</c>.</param>
/// <param name="IdempotencyKey">The header of the same name, for the verbs that know it.</param>
/// <param name="Allowed">What the transport can carry: no mutation comes by GET, no subscription by a plain request.</param>
/// <param name="Services">Of a scope that lives as long as the operation.</param>
internal sealed record GraphQLCall(
    string Query,
    string? OperationName,
    Inputs? Variables,
    ClaimsPrincipal User,
    string? IdempotencyKey,
    OperationKinds Allowed,
    IServiceProvider Services);

[Flags]
internal enum OperationKinds
{
    None = 0,
    Query = 1,
    Mutation = 2,
    Subscription = 4,
}
