using CallImport.Domain.Imports;

namespace CallImport.Tests.Unit.Components;

/// <summary>Imports in the states that pages show.</summary>
internal static class AnImport
{
    private static readonly DateTimeOffset Created = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);

    public static ImportJob Running(int done, int? total, int failed = 0) => new()
    {
        Id = new Guid("11111111-0000-0000-0000-000000000001"),
        Platform = "gong",
        Status = ImportJobStatus.InProgress,
        ProcessedCalls = done,
        FailedCalls = failed,
        TotalCalls = total,
        CreatedAt = Created,
    };

    public static ImportJob Waiting(int done, int total, DateTimeOffset? until, string reason = "Gong's daily quota is used up.") => new()
    {
        Platform = "gong",
        Status = ImportJobStatus.InProgress,
        ProcessedCalls = done,
        TotalCalls = total,
        WaitingUntil = until,
        WaitingReason = reason,
        CreatedAt = Created,
    };

    public static ImportJob Paused(int done, int total) => new()
    {
        Platform = "gong",
        Status = ImportJobStatus.InProgress,
        ProcessedCalls = done,
        TotalCalls = total,
        PausedAt = Created,
        CreatedAt = Created,
    };

    public static ImportJob Ended(ImportJobStatus status, int done, int total, int failed = 0, int skipped = 0) => new()
    {
        Id = new Guid("11111111-0000-0000-0000-000000000002"),
        Platform = "gong",
        Status = status,
        ProcessedCalls = done,
        FailedCalls = failed,
        SkippedCalls = skipped,
        SourceCalls = total + skipped,
        TotalCalls = total,
        CreatedAt = Created,
        CompletedAt = Created.AddMinutes(5),
    };

    public static ImportProgress Progress(ImportJob job, DateTimeOffset? completesAt = null, string? reason = null, int waiting = 0) => new()
    {
        Job = job,
        CallsPerMinute = null,
        EstimatedCompletionAt = completesAt,
        EtaReason = reason,
        WaitingCalls = waiting,
    };
}
