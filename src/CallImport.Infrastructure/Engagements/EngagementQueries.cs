using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Data.Configurations;
using CallImport.Infrastructure.Imports;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Engagements;

/// <summary>The library as a member of a workspace sees it. A foreign id is answered like one that does not exist.</summary>
public sealed class EngagementQueries(IDbContextFactory<CallImportDbContext> databases)
{
    /// <summary>Characters of a transcript that are searched for places to show; the index reads as many.</summary>
    private const int HeadlineText = 200_000;

    private const string HeadlineOptions =
        $"StartSel={TextMarks.HitStart}, StopSel={TextMarks.HitEnd}, MaxFragments=2, MaxWords=22, MinWords=10, FragmentDelimiter=\" … \"";

    public async Task<EngagementPage> SearchAsync(Actor actor, EngagementSearch search, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var query = await SearchQuery.BuildAsync(database, SearchTerms.Parse(search.Text), cancellationToken);
        if (query is null && !string.IsNullOrWhiteSpace(search.Text))
        {
            return EngagementPage.Empty;
        }

        var found = Filter(database.Engagements.AsNoTracking().Where(row => row.WorkspaceId == actor.ReadableWorkspaceId), search, query);
        var total = await NewestFirst(found).Take(EngagementPage.CountLimit).CountAsync(cancellationToken);
        if (CallCursor.Parse(search.After) is { } cursor)
        {
            found = found.Where(row => EF.Functions.LessThan(
                ValueTuple.Create(row.StartedAt, row.Id), ValueTuple.Create(cursor.StartedAt, cursor.Id)));
        }

        var size = Math.Clamp(search.First, 1, EngagementSearch.PageLimit);
        var page = NewestFirst(found).Take(size + 1);
        var rows = await WithHeadlines(database, actor, page, query).ToListAsync(cancellationToken);
        var hits = rows.Take(size).Select(row => Hit(row.Engagement, row.Headline)).ToList();
        return new EngagementPage(
            hits, hits is [.., var last] ? $"{new CallCursor(last.StartedAt, last.Id)}" : null, rows.Count > size, total);
    }

    /// <returns>null when there is no such call in the actor's workspace</returns>
    public async Task<EngagementDetail?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Engagements.AsNoTracking()
            .Where(engagement => engagement.Id == id && engagement.WorkspaceId == actor.ReadableWorkspaceId)
            .Select(engagement => new
            {
                Engagement = engagement,
                Transcript = database.Transcripts.AsNoTracking()
                    .Where(transcript => transcript.EngagementId == engagement.Id && transcript.WorkspaceId == actor.ReadableWorkspaceId)
                    .OrderBy(transcript => transcript.EngagementId)
                    .Select(transcript => new { transcript.Source, transcript.Segments })
                    .FirstOrDefault(),
                ImportJobId = database.ImportedCalls
                    .Where(call => call.EngagementId == engagement.Id && call.WorkspaceId == actor.ReadableWorkspaceId)
                    .OrderBy(call => call.CreatedAt)
                    .Select(call => (Guid?)call.ImportJobId)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : StoredCall.Read(row.Engagement, row.Transcript?.Source, row.Transcript?.Segments, row.ImportJobId);
    }

    /// <summary>The transcripts of several calls in one go; those without one are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, SourcedTranscript>> TranscriptsAsync(
        Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.Transcripts.AsNoTracking()
            .Where(transcript => transcript.WorkspaceId == actor.ReadableWorkspaceId && ids.Contains(transcript.EngagementId))
            .Select(transcript => new { transcript.EngagementId, transcript.Source, transcript.Segments })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(
            row => row.EngagementId, row => new SourcedTranscript(row.Source, StoredCall.Read<IReadOnlyList<TranscriptSegment>>(row.Segments) ?? []));
    }

    /// <returns>null when there is no such call in the actor's workspace, or none of its voice</returns>
    public async Task<EngagementRecording?> FindRecordingAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Engagements.AsNoTracking()
            .Where(engagement => engagement.Id == id && engagement.WorkspaceId == actor.ReadableWorkspaceId && engagement.RecordingKey != null)
            .SingleOrDefaultAsync(cancellationToken);
        return row is not null && StoredCall.Recording(row) is { } facts ? new EngagementRecording(row.Title, row.StartedAt, facts) : null;
    }

    private static IQueryable<Engagement> Filter(IQueryable<Engagement> rows, EngagementSearch search, NpgsqlTsQuery? query)
    {
        rows = search.Platform is { Length: > 0 } platform ? rows.Where(row => row.SourcePlatform == platform) : rows;
        rows = search.From?.ToUniversalTime() is { } from ? rows.Where(row => row.StartedAt >= from) : rows;
        rows = search.To?.ToUniversalTime() is { } to ? rows.Where(row => row.StartedAt < to) : rows;
        return query is null ? rows : rows.Where(row => EF.Property<NpgsqlTsVector>(row, EngagementTables.SearchVector).Matches(query));
    }

    private static IOrderedQueryable<Engagement> NewestFirst(IQueryable<Engagement> rows) =>
        rows.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id);

    private static IQueryable<HeadlinedRow> WithHeadlines(CallImportDbContext database, Actor actor, IQueryable<Engagement> page, NpgsqlTsQuery? query) =>
        query is null
            ? page.Select(row => new HeadlinedRow(row, null))
            : page.Select(row => new HeadlinedRow(row, database.Transcripts
                .Where(transcript => transcript.EngagementId == row.Id && transcript.WorkspaceId == actor.ReadableWorkspaceId)
                .OrderBy(transcript => transcript.EngagementId)
                .Select(transcript => query.GetResultHeadline(
                    "english",
                    transcript.Text.Substring(0, HeadlineText).Replace(TextMarks.HitStart, "").Replace(TextMarks.HitEnd, ""),
                    HeadlineOptions))
                .FirstOrDefault()));

    private static EngagementHit Hit(Engagement row, string? headline) => new()
    {
        Id = row.Id,
        Title = row.Title,
        StartedAt = row.StartedAt,
        DurationSeconds = row.DurationSeconds,
        SourcePlatform = row.SourcePlatform,
        SourceCallId = row.SourceCallId,
        SourceUrl = StoredCall.WebAddress(row.SourceUrl),
        Participants = StoredCall.Read<IReadOnlyList<Participant>>(row.Participants) ?? [],
        Insights = StoredCall.Read<CallInsights>(row.Insights),
        Recording = StoredCall.Recording(row),

        // Where nothing was found the database gives the beginning of the text; that is no reason to show it.
        Excerpt = headline?.Contains(TextMarks.HitStart, StringComparison.Ordinal) == true ? TextMarks.Split(headline) : [],
    };

    private sealed record HeadlinedRow(Engagement Engagement, string? Headline);
}
