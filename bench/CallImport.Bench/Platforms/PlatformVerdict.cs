using System.Globalization;
using System.Text.Json;

namespace CallImport.Bench.Platforms;

/// <summary>What was seen of one platform, and what of it should not be.</summary>
internal sealed record PlatformVerdict
{
    /// <summary>What a token may still be tried for after it has ended: requests that were on their way.</summary>
    public const int MostDeadRequests = 5;

    public required string Platform { get; init; }

    public required int Calls { get; init; }

    public required double Seconds { get; init; }

    public required PlatformTally Tally { get; init; }

    /// <summary>How many times all tokens ended.</summary>
    public required int Expiries { get; init; }

    /// <summary>After the worst of them.</summary>
    public required long DeadRequests { get; init; }

    /// <summary>Of the registry: requests a minute, downloads at once.</summary>
    public required (int PerMinute, int Downloads) Limits { get; init; }

    /// <summary>Of the operator's own check with the source's ledger.</summary>
    public required JsonElement Check { get; init; }

    /// <summary>Of the run: a node that died by itself, an import that did not end as it should.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public IReadOnlyList<string> Problems => [.. Faults, .. Found().Where(found => found.IsWrong).Select(found => found.Text)];

    public static string Head =>
        "| platform | calls | s | faults met | tokens ended | renewed | most requests with a dead token | worst minute / limit | downloads at once / limit | verdict |\n|---|---|---|---|---|---|---|---|---|---|";

    public string Row => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Platform} | {Calls} | {Seconds:0} | {Tally.Faults} | {Expiries} | {Tally.Grants} | {DeadRequests} | {Tally.WorstMinute} / {Limits.PerMinute} | {Tally.DownloadsAtOnce} / {Limits.Downloads} | {(Problems.Count == 0 ? "all kept" : $"{Problems.Count} broken")} |");

    private IEnumerable<(bool IsWrong, string Text)> Found() =>
    [
        (!Check.GetProperty("agrees").GetBoolean(), $"the check disagrees: {Check}"),
        (Tally.Grants != Expiries, $"{Expiries} expiries and {Tally.Grants} renewals"),
        (DeadRequests > MostDeadRequests, $"{DeadRequests} requests with a token that had ended"),
        (Tally.WorstMinute > Limits.PerMinute, $"{Tally.WorstMinute} requests in a minute of {Limits.PerMinute}"),
        (Tally.LimitsExceeded > 0, $"{Tally.LimitsExceeded} requests beyond a limit of the vendor"),
        (Tally.DownloadsAtOnce > Limits.Downloads, $"{Tally.DownloadsAtOnce} downloads at once of {Limits.Downloads}"),
        (Tally.InsideRetryAfter > 0, $"{Tally.InsideRetryAfter} requests while the vendor had asked to wait"),
        (Tally.Betrayed > 0, $"{Tally.Betrayed} tokens shown to a host of recordings"),
    ];
}
