using System.Collections.Concurrent;
using CallImport.Domain.Workspaces;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Streaming;

/// <summary>How many sockets and event streams a workspace, and each of its tokens and people, may have open at this node.</summary>
internal sealed class StreamSeats(IOptions<GraphQLOptions> options)
{
    private readonly ConcurrentDictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <returns>null when there is no seat left; else it is given back by disposing</returns>
    public IDisposable? TryTake(Actor actor)
    {
        var workspace = $"workspace {actor.WorkspaceId}";
        var bearer = actor.TokenId is { } token ? $"token {token}" : $"user {actor.WorkspaceId} {actor.UserId}";
        if (!TryAdd(workspace, options.Value.MaxStreamsPerWorkspace))
        {
            return null;
        }

        if (!TryAdd(bearer, options.Value.MaxStreamsPerToken))
        {
            Remove(workspace);
            return null;
        }

        return new Seat(() =>
        {
            Remove(bearer);
            Remove(workspace);
        });
    }

    private bool TryAdd(string key, int most)
    {
        if (taken.AddOrUpdate(key, 1, (_, count) => count + 1) <= most)
        {
            return true;
        }

        Remove(key);
        return false;
    }

    private void Remove(string key)
    {
        taken.AddOrUpdate(key, 0, (_, count) => count - 1);
        taken.TryRemove(KeyValuePair.Create(key, 0));
    }

    private sealed class Seat(Action leave) : IDisposable
    {
        private Action? leave = leave;

        public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
    }
}
