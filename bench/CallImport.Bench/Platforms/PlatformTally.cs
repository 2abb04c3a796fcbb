using System.Text.Json;

namespace CallImport.Bench.Platforms;

/// <summary>What a vendor's own counters say about whoever asks.</summary>
internal sealed record PlatformTally
{
    /// <summary>Requests and recordings that met a fault.</summary>
    public long Faults { get; init; }

    /// <summary>Tokens that were given.</summary>
    public long Grants { get; init; }

    /// <summary>Requests with a token that had ended.</summary>
    public long Refused { get; init; }

    /// <summary>Most requests in any 60 seconds.</summary>
    public long WorstMinute { get; init; }

    /// <summary>Requests that one of the vendor's limits turned away.</summary>
    public long LimitsExceeded { get; init; }

    /// <summary>Requests while the vendor had asked to wait.</summary>
    public long InsideRetryAfter { get; init; }

    /// <summary>Tokens that went to a host of recordings.</summary>
    public long Betrayed { get; init; }

    public long DownloadsAtOnce { get; init; }

    public static PlatformTally Read(string slug, JsonElement stats, JsonElement state)
    {
        var vendor = stats.GetProperty("vendors").EnumerateArray().FirstOrDefault(entry => entry.GetProperty("vendor").GetString() == slug);
        var media = stats.GetProperty("media");
        return new PlatformTally
        {
            Faults = state.GetProperty("struck").EnumerateArray().Sum(entry => entry.GetProperty("times").GetInt64()),
            Grants = stats.GetProperty("requests").EnumerateArray().Where(IsGrant).Sum(entry => entry.GetProperty("count").GetInt64()),
            Refused = Of("refused"),
            WorstMinute = Of("peakPerMinute"),
            LimitsExceeded = Of("limitsExceeded"),
            InsideRetryAfter = stats.GetProperty("insideRetryAfterLate").GetInt64(),
            Betrayed = media.GetProperty("withCredential").GetInt64(),
            DownloadsAtOnce = media.GetProperty("peakConcurrent").GetInt64(),
        };

        long Of(string name) => vendor.ValueKind == JsonValueKind.Object ? vendor.GetProperty(name).GetInt64() : 0;
    }

    private static bool IsGrant(JsonElement entry) =>
        entry.GetProperty("status").GetInt32() == 200 && entry.GetProperty("route").GetString()?.EndsWith("token", StringComparison.Ordinal) == true;
}
