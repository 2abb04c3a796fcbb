using CallImport.Domain.Imports;
using CallImport.Infrastructure.Engagements;

namespace CallImport.Web.Components.Formatting;

/// <summary>A call as a line that leads to its page.</summary>
/// <param name="Engagement">Null while it is not in the library, or no longer.</param>
public sealed record PlayableCall(Guid Id, Guid? Engagement, string? Title, DateTimeOffset StartedAt, int? DurationSeconds)
{
    public static PlayableCall From(ImportedCall call) => new(call.Id, call.EngagementId, call.Title, call.StartedAt, call.DurationSeconds);

    public static PlayableCall From(EngagementHit call) => new(call.Id, call.Id, call.Title, call.StartedAt, call.DurationSeconds);
}
