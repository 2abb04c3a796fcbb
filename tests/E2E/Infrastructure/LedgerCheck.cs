using CallImport.Infrastructure.Verification;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>The product's own checker, as tests ask it: with the source's ledger, with every byte hashed, and with nothing young excused.</summary>
internal static class LedgerCheck
{
    /// <param name="debris">Files that a killed process may leave until housekeeping finds them.</param>
    /// <returns>Every difference, in words; empty when all agree.</returns>
    public static async Task<IReadOnlyList<string>> FindDifferencesAsync(
        VerifyConsistency verify, IEnumerable<SourceTruth>? ledger, int debris, CancellationToken cancellationToken)
    {
        var report = await verify.ExecuteAsync(
            new VerificationOptions { Ledger = ledger?.Select(AsRecord).ToAsyncEnumerable(), Rehash = true, OrphanAge = TimeSpan.Zero }, cancellationToken);
        var excused = report.Disagreements.Where(found => found is { Kind: DisagreementKind.Orphan, Text: StoreChecks.Unknown }).Take(debris);
        return [.. report.Disagreements.Except(excused).Select(found => $"{found.Kind}: {found.Subject}: {found.Text}")];
    }

    private static SourceRecord AsRecord(SourceTruth truth) => new()
    {
        CallId = truth.CallId,
        Title = truth.Title,
        HasRecording = truth.HasRecording,
        RecordingBytes = truth.RecordingBytes,
        RecordingSha256 = truth.RecordingSha256,
        Transcript = truth.Transcript,
    };
}
