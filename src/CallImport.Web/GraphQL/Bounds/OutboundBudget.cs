using System.Collections.Concurrent;
using CallImport.Web.GraphQL.Errors;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Bounds;

/// <summary>How often a workspace lets this node ask platforms in a minute, so that no program spends the customer's quota there by accident.</summary>
internal sealed class OutboundBudget(TimeProvider time, IOptions<GraphQLOptions> options)
{
    private const int MostWorkspaces = 10_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Minute> minutes = [];

    /// <exception cref="ApiError">RATE_LIMITED</exception>
    public void Spend(Guid workspaceId, int fields)
    {
        if (fields == 0)
        {
            return;
        }

        if (minutes.Count > MostWorkspaces)
        {
            foreach (var old in minutes.Where(entry => IsOver(entry.Value)).ToList())
            {
                minutes.TryRemove(old);
            }
        }

        var minute = minutes.AddOrUpdate(
            workspaceId,
            _ => new Minute(time.GetTimestamp(), fields),
            (_, known) => IsOver(known) ? new Minute(time.GetTimestamp(), fields) : known with { Spent = Math.Min(known.Spent + fields, int.MaxValue / 2) });
        if (minute.Spent > options.Value.MaxOutboundPerMinute)
        {
            throw ApiError.RateLimited(
                $"This workspace may ask platforms {options.Value.MaxOutboundPerMinute} times a minute over the API. Wait, then go on.",
                Period - time.GetElapsedTime(minute.BeganAt));
        }
    }

    private bool IsOver(Minute minute) => time.GetElapsedTime(minute.BeganAt) >= Period;

    private sealed record Minute(long BeganAt, int Spent);
}
