using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Queue;

/// <summary>What nodes tell each other by NOTIFY; the payload is a job's id. Hints only: whoever misses one finds out by looking.</summary>
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

    public static readonly string[] All = [Progress, Work, Stop, Pause];

    public static Task NotifyAsync(CallImportDbContext database, string channel, Guid jobId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"SELECT pg_notify({channel}, {jobId.ToString("N")})", cancellationToken);
}
