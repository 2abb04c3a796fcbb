using System.Collections.Concurrent;
using CallImport.Domain.Workspaces;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>What resolvers know about the request.</summary>
internal sealed class ApiUserContext(Actor? actor, string? idempotencyKey) : Dictionary<string, object?>
{
    private readonly ConcurrentDictionary<Type, object> batches = [];

    /// <summary>Null only while nothing but <c>__typename</c> is asked.</summary>
    public Actor? Actor { get; } = actor;

    public string? IdempotencyKey { get; } = idempotencyKey;

    /// <summary>The request's one batch of that kind.</summary>
    public TBatch Batch<TBatch>(Func<TBatch> create)
        where TBatch : class => (TBatch)batches.GetOrAdd(typeof(TBatch), _ => create());
}
