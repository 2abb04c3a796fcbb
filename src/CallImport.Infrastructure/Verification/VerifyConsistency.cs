namespace CallImport.Infrastructure.Verification;

/// <summary>
/// The invariants of the product as code: nothing lost, nothing twice, every byte as served, counters equal to rows, nothing stuck, no rubbish. May run
/// beside working nodes. Reads in lots, so that a million calls cost no more memory than a thousand. Changes nothing.
/// </summary>
public sealed class VerifyConsistency
{
    private readonly RowChecks rows;
    private readonly StoreChecks store;
    private readonly LedgerChecks ledger;

    internal VerifyConsistency(RowChecks rows, StoreChecks store, LedgerChecks ledger) => (this.rows, this.store, this.ledger) = (rows, store, ledger);

    public async Task<VerificationReport> ExecuteAsync(VerificationOptions options, CancellationToken cancellationToken)
    {
        var report = new VerificationReport();
        await rows.RunAsync(report, cancellationToken);
        await store.RunAsync(options, report, cancellationToken);
        if (options.Ledger is { } truth)
        {
            await ledger.RunAsync(truth, options.Workspace, report, cancellationToken);
        }

        return report;
    }
}
