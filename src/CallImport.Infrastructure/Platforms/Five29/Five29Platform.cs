using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>
/// Five9 under the name that the first data model gave it; no vendor is called Five29. Five9 sends recordings as files and has no interface to fetch them, so
/// they are handed over in a folder. Its report service can tell which calls there were.
/// </summary>
internal static class Five29Platform
{
    public const string Slug = "five29";
    public const string Folder = "folder";
    public const string User = "user";
    public const string Password = "password";
    public const string Endpoint = "s3Endpoint";
    public const string Region = "s3Region";
    public const string Bucket = "s3Bucket";
    public const string Prefix = "s3Prefix";
    public const string AccessKey = "s3AccessKey";
    public const string SecretKey = "s3SecretKey";
    public const string ReportZone = "reportZone";
    public const string NameZone = "nameZone";

    public const string ReportRequests = "report";
    public const string ResultRequests = "result";
    public const string Questions = "query";

    private const string ReportService = "Report service: the list of calls without a file";
    private const string S3 = "S3 bucket instead of the drop folder";
    private const string Zones = "Time zones";

    public static PlatformDescriptor Descriptor { get; } = new()
    {
        Slug = Slug,
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
            new(Folder, "Drop folder", "Its name, no path; empty for the folder \"default\"", IsSecret: false, Optional: true) { IsNamed = true },
            new(User, "User name at Five9", "Of a user for this purpose alone", IsSecret: false, Optional: true) { Section = ReportService },
            new(Password, "Password", "", IsSecret: true, Optional: true) { Section = ReportService },
            new(Bucket, "Bucket", "Its name", IsSecret: false, Optional: true) { IsNamed = true, Section = S3 },
            new(Prefix, "Prefix", "exports/five9/; empty for the whole bucket", IsSecret: false, Optional: true) { IsNamed = true, Section = S3 },
            new(Endpoint, "Address of the server", "https://s3.us-east-1.amazonaws.com", IsSecret: false, Optional: true) { IsNamed = true, Section = S3 },
            new(Region, "Region", "us-east-1", IsSecret: false, Optional: true) { IsNamed = true, Section = S3 },
            new(AccessKey, "Access key", "May list and read, nothing else", IsSecret: false, Optional: true) { IsNamed = true, Section = S3 },
            new(SecretKey, "Secret key", "", IsSecret: true, Optional: true) { IsNamed = true, Section = S3 },
            new(ReportZone, "Time zone of the call log", "America/Los_Angeles", IsSecret: false, Optional: true) { IsNamed = true, Section = Zones },
            new(NameZone, "Time zone in the names of recordings", "UTC-5", IsSecret: false, Optional: true) { IsNamed = true, Section = Zones },
        ],
        Guide =
        [
            "Have a Five9 administrator export recordings (VCC configuration > recordings server), or collect the files by hand: they cannot be fetched from Five9.",
            "Upload them below, as files or as one ZIP archive; or have the operator of this installation give you a folder that Five9 sends to; or name the S3 bucket that they are forwarded to.",
            "The list of calls comes in one of two ways. By itself: enter a Five9 user with the role VCC Administrator under \"Report service\"; calls are then imported at once and get their recordings when the files arrive.",
            "Or by hand: export the report \"Call Log\" from the folder \"Call Log Reports\" as CSV, name it manifest.csv and put it beside the recordings. A column RECORDING FILE with the path of each recording joins without guessing.",
            "Reports and file names carry no time zone. If few recordings find their row, correct the two zones; the check says by how much they are off.",
        ],
        RequiredScopes = [new("VCC Administrator", "lets the report service list calls; files alone need no user", Optional: true)],
        LimitsInWords = "Files have no limit but the disk of this installation. The report service runs 800 reports a day, and one brings some weeks of calls.",
        RetentionInWords = "Five9 sends each recording once. Keep the files until they are imported.",
        CostPerCallCents = PlatformPrice.PerCallCents,
        LimitIsShared = false,

        // Five9 counts by minute, hour and day: 16, 120 and 800 reports, 20, 200 and 1,000 results, 450, 15,000 and 172,800 questions. An hour's are used up by
        // very long imports only; then Five9 says so, and the rest of the hour is waited for.
        RateLimits =
        [
            new("files", 60_000, 1_000),
            new(ReportRequests, 16, 3, 800),
            new(ResultRequests, 20, 4, 1_000),
            new(Questions, 450, 45, 172_800),
        ],
        ConcurrentDownloads = 4,
    };
}
