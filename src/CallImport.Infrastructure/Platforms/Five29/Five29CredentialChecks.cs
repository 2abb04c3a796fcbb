using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Pipeline;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Asks the report service and looks at a drop as an import would, and says what fits together.</summary>
internal sealed class Five29CredentialChecks(FileDropPlaces places, BucketDrops buckets, Five29Api api, Five29Listing listing, TimeProvider clock)
{
    private const string Name = "Five9";
    private const string PlaceIsThere = "The place for dropped files is there.";
    private const string AskOperator = "Check the address of the bucket, if it is one; else ask the operator of this installation to look after FileDrops:Root.";

    private const string SignInFix =
        "Enter user name and password anew. Five9 locks a user after some wrong passwords; a Five9 administrator can unlock it, and gives it the role VCC Administrator.";

    /// <summary>One report: enough to see what the list looks like.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (settings, refused) = await CheckWords.TryAsync(() => Task.FromResult(Five29Settings.Of(connection, places, buckets)));
        if (settings is null)
        {
            foreach (var check in Misset(refused))
            {
                yield return check;
            }

            yield break;
        }

        Five29Drop? drop;
        if (settings.AsksReport)
        {
            (_, refused) = await CheckWords.TryAsync(async () =>
            {
                await api.CountersAsync(connection, cancellationToken);
                return true;
            });

            // What else it refuses may be about this question only; the report is what matters.
            if (refused is { FailureClass: not FailureClass.Permanent })
            {
                foreach (var check in CheckWords.NotSignedIn(Name, refused, connection, SignInFix))
                {
                    yield return check;
                }

                yield break;
            }

            var now = clock.GetUtcNow();
            var (read, problem) = await CheckWords.TryAsync(() => listing.ReadAsync(connection, settings, new CallQuery(now - Recent, now), cancellationToken));
            if (problem is { FailureClass: FailureClass.AuthExpired or FailureClass.RateLimited } or { Fault: PlatformFault.Unreachable })
            {
                foreach (var check in CheckWords.NotSignedIn(Name, problem, connection, SignInFix))
                {
                    yield return check;
                }

                yield break;
            }

            yield return CheckWords.Reached(Name, connection.BaseUrl);
            yield return new CredentialCheck(CredentialCheckName.SignedIn, CheckOutcome.Passed, "Five9 accepts this user.");
            drop = problem is null ? read.Drop : null;
            yield return problem is null
                ? new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Passed, $"The call log of the last seven days has {read.Rows.Rows.Count} rows and tells of {read.Units.Count} recordings.")
                : new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Failed, problem.Message, "Have a Five9 administrator let this user run the report \"Call Log\", with its usual columns.");
        }
        else
        {
            (drop, refused) = await CheckWords.TryAsync(() => Five29Drop.ReadAsync(settings, [], cancellationToken));
            if (refused is { FailureClass: FailureClass.AuthExpired } or { Fault: PlatformFault.Unreachable })
            {
                foreach (var check in Misset(refused))
                {
                    yield return check;
                }

                yield break;
            }

            yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Passed, PlaceIsThere);
            yield return new CredentialCheck(CredentialCheckName.SignedIn, CheckOutcome.Passed, $"\"{settings.Drop?.Name}\" can be read.");
            yield return drop is null
                ? new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Failed, refused?.Message ?? "", "Correct the list in the drop folder and check again.")
                : Listed(drop);
        }

        if (drop is not null)
        {
            yield return await MediaAsync(settings, drop, cancellationToken);
            yield return await TranscriptsAsync(settings, drop, cancellationToken);
            yield return new CredentialCheck(
                CredentialCheckName.QuotaLeft, CheckOutcome.Passed, settings.AsksReport ? "Five9 runs reports; files have no limit." : "Files have no limit.");
        }
    }

    private static IEnumerable<CredentialCheck> Misset(PlatformException? refused)
    {
        if (refused is { Fault: PlatformFault.Unreachable })
        {
            yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Failed, refused.Message, AskOperator);
            yield break;
        }

        yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Passed, PlaceIsThere);
        var fix = refused?.FailureClass == FailureClass.AuthExpired
            ? "Check what is entered: the name of the folder, with files in it already; keys and name of the bucket; or user name and password of the report service."
            : "Correct the time zone.";
        yield return new CredentialCheck(CredentialCheckName.SignedIn, CheckOutcome.Failed, refused?.Message ?? "", fix);
    }

    private static CredentialCheck Listed(Five29Drop drop)
    {
        var report = drop.Report();
        var seen = $"Recordings with their row: {report.Matched.Count}; without one: {report.WithoutRow.Count}; rows whose recording is not there: {report.RowsWithoutFile.Count}.";
        return report is { WithoutRow.Count: 0, RowsWithoutFile.Count: 0, Unusable.Count: 0, Remarks.Count: 0 }
            ? new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Passed, seen)
            : new CredentialCheck(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                report.Unusable.Count > 0 ? $"{seen} {report.Unusable.Count} files hold no conversation." : seen,
                report.Remarks is [var first, ..] ? first : "Look at the examples before you start the import; recordings without a row come with what their names say.");
    }

    private static async Task<CredentialCheck> MediaAsync(Five29Settings settings, Five29Drop drop, CancellationToken cancellationToken)
    {
        if (settings.Drop is not { } place || drop.Items is not [.., var newest])
        {
            return new CredentialCheck(
                CredentialCheckName.MayReadMedia,
                CheckOutcome.Warning,
                "There is no recording in the drop folder yet.",
                settings.AsksReport
                    ? "Calls come without their recordings. Upload them, or have Five9 send them: the next sync or import completes the calls."
                    : "Upload recordings, or wait until they arrive.");
        }

        var (signature, _) = await CheckWords.TryAsync(() => Five29Errors.GuardedAsync(() => SniffAsync(place, newest.File, cancellationToken)));
        return signature is not null
            ? new CredentialCheck(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, $"The newest recording can be read; it is {signature.MediaType}.")
            : new CredentialCheck(
                CredentialCheckName.MayReadMedia, CheckOutcome.Failed, "The newest recording cannot be read, or is no sound.", "Export the recordings again, or have the operator correct the rights of the folder.");
    }

    private static async Task<MediaSignature?> SniffAsync(IDrop place, DroppedFile file, CancellationToken cancellationToken)
    {
        await using var stream = await place.OpenAsync(file, cancellationToken);
        var head = new byte[MediaSignature.Needed];
        return stream is null ? null : MediaSignature.Of(head.AsSpan(0, await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken)));
    }

    private static async Task<CredentialCheck> TranscriptsAsync(Five29Settings settings, Five29Drop drop, CancellationToken cancellationToken)
    {
        var words = settings.Drop is null ? [] : (await settings.Drop.ListAsync(cancellationToken)).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var count = drop.Items.Count(item => words.Contains(Five29SideFile.PathOf(item.File.Path)));
        return count > 0
            ? new CredentialCheck(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, $"{count} recordings have a transcript beside them.")
            : new CredentialCheck(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "Five9 exports no transcripts, and none lies beside the recordings.",
                "Calls are written down by speech recognition where it is set up; or put a WebVTT file of the same name beside each recording.");
    }
}
