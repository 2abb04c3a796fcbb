using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Queue;

/// <summary>What nodes tell each other by NOTIFY; the payload is an id. Hints only: whoever misses one finds out by looking.</summary>
internal static class ImportChannels
{
    /// <summary>Something about the job has changed that people see.</summary>
    public const string Progress = "import_progress";

    /// <summary>The job has calls to work on.</summary>
    public const string Work = "import_work";

    /// <summary>The job is cancelled: stop everything that is done for it.</summary>
    public const string Stop = "import_stop";

    /// <summary>The job is paused: finish what is in work and give back the rest.</summary>
    public const string Pause = "import_pause";

    /// <summary>
    /// An import of the workspace has begun, or something has changed that decides when the next one does: a sync, a credential. The id is the workspace's.
    /// </summary>
    public const string Workspace = "import_workspace";

    public static readonly string[] All = [Progress, Work, Stop, Pause, Workspace];

    /// <param name="id">A job's, but for <see cref="Workspace"/>.</param>
    public static Task NotifyAsync(CallImportDbContext database, string channel, Guid id, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"SELECT pg_notify({channel}, {id.ToString("N")})", cancellationToken);
}
