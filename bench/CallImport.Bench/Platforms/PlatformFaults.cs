namespace CallImport.Bench.Platforms;

/// <summary>Everything that the sandbox knows to go wrong, five of a hundred of each family: requests, recordings, lists, and calls themselves.</summary>
internal static class PlatformFaults
{
    private const string Late = "late_transcript";

    /// <summary>How long a download is silent; longer than a node waits.</summary>
    public const int StallSeconds = 8;

    public static object[] Of(PlatformShape platform) =>
    [
        .. Requests().Concat(Recordings()).Concat(Lists()).Concat(Calls()).Where(fault => !platform.HasNoLateTranscripts || fault.Kind != Late).Select(fault => new
        {
            vendor = platform.Slug,
            fault.Kind,
            fault.Percent,
            retryAfter = 2,
            seconds = fault.Kind == "stalled_download" ? (int?)StallSeconds : null,
            firstPerSubject = fault.Kind == Late ? 1 : 0,
        }),
    ];

    private static IEnumerable<(string Kind, double Percent)> Requests() => Each("429", "500", "502", "503", "reset");

    private static IEnumerable<(string Kind, double Percent)> Recordings() => Each("cut_download", "wrong_length", "wrong_type", "stalled_download", "failed_preparation");

    /// <summary>All but a list that goes in circles: that ends an import by rights, and tests see that it does.</summary>
    private static IEnumerable<(string Kind, double Percent)> Lists() => Each("expired_cursor", "repeated_page", "html_list");

    private static IEnumerable<(string Kind, double Percent)> Calls() => Each("null_fields", "missing_parties", "missing_media", "missing_transcript", Late);

    private static IEnumerable<(string Kind, double Percent)> Each(params string[] kinds) => kinds.Select(kind => (kind, 5.0 / kinds.Length));
}
