using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>
/// Five9 under the name that the first data model gave it; no vendor is called Five29. Five9 sends recordings as files and has no interface to fetch them, so
/// they are handed over in a folder.
/// </summary>
internal static class Five29Platform
{
    public const string Folder = "folder";
    public const string ReportZone = "reportZone";
    public const string NameZone = "nameZone";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = "five29",
        Aliases = ["five9"],
        ConfigurationName = "Five29",
        DisplayName = "Five9",
        Status = PlatformStatus.Beta,
        DefaultBaseUrl = new Uri("https://api.five9.com"),
        PrimaryCredentialType = CredentialType.ApiKey,
        TakesFiles = true,
        SupportsHistoricalImport = true,
        SupportsOngoingSync = true,

        // Reports lag some minutes, recordings up to an hour; what an administrator exports again by hand comes days later.
        SyncOverlap = new(EachRun: TimeSpan.FromDays(2), OnceADay: TimeSpan.FromDays(14)),
        SupportsTranscriptReuse = true,
        BringsOver = ["Audio", "People"],
        CredentialFields =
        [
            new(Folder, "Drop folder", "Its name, no path; empty for the folder \"default\"", IsSecret: false, Optional: true),
            new(ReportZone, "Time zone of the call log", "America/Los_Angeles", IsSecret: false, Optional: true),
            new(NameZone, "Time zone in the names of recordings", "UTC-5", IsSecret: false, Optional: true),
        ],
        Guide =
        [
            "Have a Five9 administrator export recordings (VCC configuration > recordings server), or collect the files by hand: they cannot be fetched from Five9.",
            "Export the report \"Call Log\" from the folder \"Call Log Reports\" as CSV and name it manifest.csv.",
            "Upload both below, as files or as one ZIP archive; or have the operator of this installation give you a folder that Five9 sends to.",
            "Reports and file names carry no time zone. If few recordings find their row, correct the two zones; the check says by how much they are off.",
            "A column RECORDING FILE in manifest.csv, with the path of each recording, joins without guessing.",
        ],
        RequiredScopes = [],
        LimitsInWords = "Files have no limit but the disk of this installation.",
        RetentionInWords = "Five9 sends each recording once. Keep the files until they are imported.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        RateLimits = [new("files", 60_000, 1_000)],
        ConcurrentDownloads = 4,
    };
}
