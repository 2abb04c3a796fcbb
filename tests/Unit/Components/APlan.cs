using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Components;

/// <summary>Plans as the page shows them.</summary>
internal static class APlan
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static ImportPlan Of(int? source, int here = 0) => new()
    {
        Window = new CallQuery(Now.AddDays(-30), Now),
        SourceCalls = source,
        IsExact = true,
        AlreadyHere = here,
        AlreadyHereIsExact = true,
        ToImport = source - here,
        Sample = [new PlannedCall(Call("Harborline discovery"), false), new PlannedCall(Call("Second look"), true)],
        Price = source is { } count ? new ImportPrice(0, count - here, 2, (count - here) * 2L) : null,
        Duration = source is null ? null : new ImportDuration(TimeSpan.FromMinutes(10), "Acme Voice allows 180 requests a minute."),
        Pace = source is { } all
            ? new ImportPace { Source = "Acme Voice", Remaining = all - here, RequestsPerMinute = 180, RequestsPerCall = 72, ConcurrentDownloads = 8 }
            : null,
        EstimatedBytes = 120_000_000,
        BytesAreMeasured = true,
    };

    private static SourceCall Call(string title) => new()
    {
        SourceCallId = title,
        Title = title,
        StartedAt = Now.AddDays(-1),
        DurationSeconds = 754,
        Participants = [new("Ria Rep", null, null), new(null, "caller@example.test", null)],
        SourceMetadata = "{}",
    };
}
