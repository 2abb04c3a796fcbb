using CallImport.Domain.Workspaces;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>What resolvers know about the request.</summary>
internal sealed class ApiUserContext(Actor? actor, string? idempotencyKey) : Dictionary<string, object?>
{
    /// <summary>Null only while nothing but <c>__typename</c> is asked.</summary>
    public Actor? Actor { get; } = actor;

    public string? IdempotencyKey { get; } = idempotencyKey;
}
