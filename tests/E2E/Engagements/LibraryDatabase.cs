using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Engagements;

/// <summary>A migrated database with calls, written as the engine writes them.</summary>
internal sealed class LibraryDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private LibraryDatabase(ServiceProvider services) => this.services = services;

    public IDbContextFactory<CallImportDbContext> Databases => services.GetRequiredService<IDbContextFactory<CallImportDbContext>>();

    public static async Task<LibraryDatabase> CreateAsync(PostgresFixture postgres, CancellationToken cancellationToken)
    {
        var connectionString = await postgres.CreateMigratedDatabaseAsync(cancellationToken);
        return new LibraryDatabase(Services(connectionString));
    }

    public async Task<Actor> AddWorkspaceAsync(string name, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        var workspace = new Workspace { Id = Guid.CreateVersion7(), Name = name };
        database.Workspaces.Add(workspace);
        await database.SaveChangesAsync(cancellationToken);
        return new Actor(workspace.Id, null, "test", WorkspaceRole.Viewer);
    }

    public async Task<Guid> AddCallAsync(Actor actor, StoredCallSample sample, CancellationToken cancellationToken)
    {
        await using var database = await Databases.CreateDbContextAsync(cancellationToken);
        var id = Guid.CreateVersion7();
        database.Engagements.Add(new Engagement
        {
            Id = id,
            WorkspaceId = actor.WorkspaceId,
            SourcePlatform = sample.Platform,
            SourceCallId = id.ToString("N"),
            SourceUrl = sample.SourceUrl,
            Title = sample.Title,
            StartedAt = sample.StartedAt,
            DurationSeconds = 600,
            RecordingKey = sample.RecordingSha256 is null ? null : $"{id:N}.mp3",
            RecordingBytes = sample.RecordingSha256 is null ? null : 1_234,
            RecordingSha256 = sample.RecordingSha256,
            RecordingMediaType = sample.RecordingMediaType,
            Participants = JsonSerializer.Serialize(sample.People.Select(name => new Participant(name, null, null)), CallJson.Options),
        });
        await database.SaveChangesAsync(cancellationToken);
        if (sample.Lines.Count > 0)
        {
            database.Transcripts.Add(new EngagementTranscript
            {
                EngagementId = id,
                WorkspaceId = actor.WorkspaceId,
                Source = "source",
                Segments = JsonSerializer.Serialize(sample.Lines.Select((line, i) => new TranscriptSegment("Dana", i * 5_000, null, line)), CallJson.Options),
                Text = string.Join('\n', sample.Lines),
            });
            await database.SaveChangesAsync(cancellationToken);
        }

        await database.Database.ExecuteSqlAsync(
            $"""
            UPDATE engagements SET search_vector =
              setweight(to_tsvector('simple', {sample.Title + " " + string.Join(' ', sample.People)}), 'A') || to_tsvector('english', {string.Join('\n', sample.Lines)})
            WHERE id = {id}
            """,
            cancellationToken);
        return id;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static ServiceProvider Services(string connectionString) => new ServiceCollection().AddLogging().AddDatabase(connectionString).BuildServiceProvider();
}

internal sealed record StoredCallSample
{
    public string Title { get; init; } = "A call";

    public string Platform { get; init; } = "gong";

    public string? SourceUrl { get; init; }

    public DateTimeOffset StartedAt { get; init; } = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<string> People { get; init; } = ["Dana Whitfield"];

    public IReadOnlyList<string> Lines { get; init; } = [];

    public string? RecordingSha256 { get; init; }

    public string? RecordingMediaType { get; init; }
}
