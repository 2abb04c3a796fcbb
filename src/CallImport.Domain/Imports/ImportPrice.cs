namespace CallImport.Domain.Imports;

/// <summary>What an import costs; exact before it starts.</summary>
/// <param name="FreeCallsIncluded">Calls of this import that the month's free allowance still covers.</param>
/// <param name="BillableCalls">Calls that cost something.</param>
/// <param name="CostPerCallCents">0 = included.</param>
/// <param name="TotalCostCents">Cents, exact.</param>
public sealed record ImportPrice(int FreeCallsIncluded, int BillableCalls, int CostPerCallCents, long TotalCostCents)
{
    /// <param name="calls">Calls to import; ≥ 0.</param>
    /// <param name="costPerCallCents">Price of one call; null = included.</param>
    /// <param name="freeCallsPerMonth">Allowance of a workspace and month.</param>
    /// <param name="importedThisMonth">Calls of the workspace that this month has brought already.</param>
    public static ImportPrice Of(int calls, int? costPerCallCents, int freeCallsPerMonth, int importedThisMonth)
    {
        var free = Math.Clamp(freeCallsPerMonth - importedThisMonth, 0, calls);
        var billable = costPerCallCents is > 0 ? calls - free : 0;
        return new ImportPrice(free, billable, costPerCallCents ?? 0, (long)billable * (costPerCallCents ?? 0));
    }
}
