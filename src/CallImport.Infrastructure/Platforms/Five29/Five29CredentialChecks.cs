using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Pipeline;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Looks at a drop as an import would, and says what fits together.</summary>
internal sealed class Five29CredentialChecks(FileDropPlaces places)
{
    private const string AskOperator = "Ask the operator of this installation to look after FileDrops:Root.";

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (settings, refused) = await TryAsync(() => Five29Settings.Of(connection, places), cancellationToken);
        if (refused is { Fault: PlatformFault.Unreachable })
        {
            yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Failed, refused.Message, AskOperator);
            yield break;
        }

        yield return new CredentialCheck(CredentialCheckName.Reached, CheckOutcome.Passed, "The place for dropped files is there.");
        if (settings is null)
        {
            var fix = refused?.FailureClass == FailureClass.AuthExpired
                ? "Check the name of the folder, or upload the files first."
                : "Correct the time zone.";
            yield return new CredentialCheck(CredentialCheckName.SignedIn, CheckOutcome.Failed, refused?.Message ?? "", fix);
            yield break;
        }

        yield return new CredentialCheck(CredentialCheckName.SignedIn, CheckOutcome.Passed, $"The drop folder \"{settings.Folder.Name}\" is there; no sign-in is needed.");
        var (drop, unreadable) = await TryAsync(() => Five29Drop.Read(settings.Folder, settings.ReportZone, settings.NameZone), cancellationToken);
        if (drop is null)
        {
            yield return new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Failed, unreadable?.Message ?? "", "Correct the list in the drop folder and check again.");
            yield break;
        }

        yield return Listing(drop);
        yield return await MediaAsync(settings.Folder, drop, cancellationToken);
        yield return Transcripts(settings.Folder, drop);
        yield return new CredentialCheck(CredentialCheckName.QuotaLeft, CheckOutcome.Passed, "Files have no limit.");
    }

    private static CredentialCheck Listing(Five29Drop drop)
    {
        var report = drop.Report();
        var seen = $"{report.Matched.Count} recordings with their row, {report.WithoutRow.Count} without one, {report.RowsWithoutFile.Count} rows whose recording is not there.";
        return report is { WithoutRow.Count: 0, RowsWithoutFile.Count: 0, Unusable.Count: 0, Remarks.Count: 0 }
            ? new CredentialCheck(CredentialCheckName.MayListCalls, CheckOutcome.Passed, seen)
            : new CredentialCheck(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                report.Unusable.Count > 0 ? $"{seen} {report.Unusable.Count} files hold no conversation." : seen,
                report.Remarks is [var first, ..] ? first : "Look at the examples before you start the import; recordings without a row come with what their names say.");
    }

    private static async Task<CredentialCheck> MediaAsync(DropFolder folder, Five29Drop drop, CancellationToken cancellationToken)
    {
        if (drop.Items is not [.., var newest])
        {
            return new CredentialCheck(CredentialCheckName.MayReadMedia, CheckOutcome.Warning, "There is no recording in the drop folder yet.", "Upload recordings, or wait until they arrive.");
        }

        var (signature, _) = await TryAsync(() => folder.Find(newest.File.Path) is { } file ? Sniff(file) : null, cancellationToken);
        return signature is not null
            ? new CredentialCheck(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, $"The newest recording can be read; it is {signature.MediaType}.")
            : new CredentialCheck(
                CredentialCheckName.MayReadMedia, CheckOutcome.Failed, "The newest recording cannot be read, or is no sound.", "Export the recordings again, or have the operator correct the rights of the folder.");
    }

    private static MediaSignature? Sniff(FileInfo file)
    {
        using var stream = file.OpenRead();
        var head = new byte[MediaSignature.Needed];
        return MediaSignature.Of(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    private static CredentialCheck Transcripts(DropFolder folder, Five29Drop drop)
    {
        var count = drop.Items.Count(item => folder.Find(Path.ChangeExtension(item.File.Path, ".vtt")) is not null);
        return count > 0
            ? new CredentialCheck(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, $"{count} recordings have a transcript beside them.")
            : new CredentialCheck(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "Five9 exports no transcripts, and none lies beside the recordings.",
                "Calls are written down by speech recognition where it is set up; or put a WebVTT file of the same name beside each recording.");
    }

    private static async Task<(T? Value, PlatformException? Refusal)> TryAsync<T>(Func<T> read, CancellationToken cancellationToken)
        where T : class?
    {
        try
        {
            return (await Task.Run(() => Five29Errors.Guarded(read), cancellationToken), null);
        }
        catch (PlatformException refused)
        {
            return (null, refused);
        }
    }
}
