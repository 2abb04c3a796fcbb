using System.Text.Json;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>
/// Lists by date, by the names of the filters. Grain's page describes them the other way round and nobody has confirmed either: a first page that lies
/// outside the window altogether shows that the page is right, and the list is begun again without dates.
/// </summary>
internal sealed class GrainListing(GrainApi api)
{
    /// <summary>Before a cursor of a list without dates; cursors know nothing of each other's filters.</summary>
    private const string WithoutDates = "all:";

    public async Task<GrainPage> PageAsync(
        PlatformConnection connection, CallQuery query, string? cursor, bool participants, CancellationToken cancellationToken)
    {
        var include = participants ? new GrainInclude(Participants: true) : null;
        if (cursor?.StartsWith(WithoutDates, StringComparison.Ordinal) == true)
        {
            return await AllAsync(connection, cursor[WithoutDates.Length..], include, cancellationToken);
        }

        var filter = new GrainFilter(query.From.ToUniversalTime(), query.To.ToUniversalTime());
        var page = await api.RecordingsAsync(connection, new GrainListRequest { Cursor = cursor, Filter = filter, Include = include }, cancellationToken);
        return cursor is null && page.Recordings.Count > 0 && page.Recordings.All(recording => IsOutside(recording, query))
            ? await AllAsync(connection, null, include, cancellationToken)
            : page;
    }

    private async Task<GrainPage> AllAsync(PlatformConnection connection, string? cursor, GrainInclude? include, CancellationToken cancellationToken)
    {
        var page = await api.RecordingsAsync(connection, new GrainListRequest { Cursor = cursor, Include = include }, cancellationToken);
        return page with { Cursor = page.Cursor is { } next ? WithoutDates + next : null };
    }

    private static bool IsOutside(JsonElement recording, CallQuery query) =>
        GrainMapper.StartOf(recording) is { } start && (start < query.From || start >= query.To);
}
