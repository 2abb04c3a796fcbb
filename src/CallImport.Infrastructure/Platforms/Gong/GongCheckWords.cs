using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>What the checks say to people.</summary>
internal static class GongCheckWords
{
    private const string Administrator = "A Gong technical administrator";

    public static IEnumerable<CredentialCheck> NotSignedIn(PlatformException refusal, PlatformConnection connection) =>
        CheckWords.NotSignedIn("Gong", refusal, connection, SignInFix(connection.BaseUrl)).Select(check => check with { Detail = WhatHappened(check.Detail) });

    /// <summary>The widest window is as empty as a narrow one: the same 404 for an account without calls and for a key that may not see them.</summary>
    public static CredentialCheck SeesNoCalls() => new(
        CredentialCheckName.MayListCalls,
        CheckOutcome.Warning,
        "The key works, but Gong shows it no call at all. Either the account has none, or the key's user may not see calls: Gong answers both alike.",
        $"If there should be calls, a{Administrator[1..]} has to give the key's user access to them, or make the key as a user who has it.");

    public static CredentialCheck MayNotList(PlatformException refusal) => refusal.FailureClass switch
    {
        FailureClass.AuthExpired => new(
            CredentialCheckName.MayListCalls,
            CheckOutcome.Failed,
            refusal.Message,
            $"{Administrator} has to grant api:calls:read:basic and api:calls:read:extensive."),
        FailureClass.RateLimited => CheckWords.Busy(refusal),
        _ => CheckWords.NotTried(CredentialCheckName.MayListCalls, refusal),
    };

    public static CredentialCheck MayList(GongCallsPage page) => new(
        CredentialCheckName.MayListCalls,
        CheckOutcome.Passed,
        page.Records?.TotalRecords is { } total ? $"Gong shows {total:N0} calls." : "Gong shows calls.");

    public static CredentialCheck Media(GongCallsPage page)
    {
        var (calls, recorded) = (page.Calls?.Count ?? 0, page.Calls?.Count(call => GongMapper.RecordingOf(call) is not null) ?? 0);
        return recorded > 0
            ? new(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, $"{recorded} of the first {calls} calls have a recording.")
            : new(
                CredentialCheckName.MayReadMedia,
                CheckOutcome.Warning,
                $"None of the first {calls} calls has a recording that this key may read; calls would come without audio.",
                $"{Administrator} has to grant api:calls:read:media-url, unless these calls were never recorded.");
    }

    public static CredentialCheck MayNotReadMedia() => new(
        CredentialCheckName.MayReadMedia,
        CheckOutcome.Warning,
        "The key may not read recordings; calls would come without audio.",
        $"{Administrator} has to grant api:calls:read:media-url.");

    public static CredentialCheck Transcripts(int asked, GongTranscriptsPage page)
    {
        var written = page.CallTranscripts?.Count(entry => GongMapper.ToTranscript(entry).Segments.Count > 0) ?? 0;
        return written > 0
            ? new(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, $"{written} of {asked} calls have a transcript.")
            : new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                $"None of {asked} calls has a transcript yet.",
                "Nothing has to be done: Gong writes transcripts minutes to a day after the call, and none for calls it does not process.");
    }

    public static CredentialCheck MayNotReadTranscripts() => new(
        CredentialCheckName.MayReadTranscripts,
        CheckOutcome.Warning,
        "The key may not read transcripts; they would have to be made anew.",
        $"{Administrator} has to grant api:calls:read:transcript.");

    public static CredentialCheck QuotaLeft() => new(
        CredentialCheckName.QuotaLeft,
        CheckOutcome.Passed,
        "No limit was met. Gong does not tell how much of the day's 10,000 requests is left.");

    /// <summary>Without who has to act: in a check that stands in the fix.</summary>
    private static string WhatHappened(string detail) =>
        detail.Replace($" {Administrator} has to make a new one.", "", StringComparison.Ordinal);

    private static string SignInFix(Uri baseUrl) => baseUrl.Host == GongPlatform.Descriptor.DefaultBaseUrl.Host
        ? $"Check that key and secret are copied whole. Companies outside the US have a base URL of their own, shown on Gong's API page. Otherwise: a{Administrator[1..]} has to make a new key."
        : $"Check that key and secret are copied whole and belong to {baseUrl.Host}. Otherwise a{Administrator[1..]} has to make a new key.";
}
