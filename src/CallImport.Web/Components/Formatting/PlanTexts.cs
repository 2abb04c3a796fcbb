using CallImport.Domain.Imports;

namespace CallImport.Web.Components.Formatting;

/// <summary>What the plan of an import says in words.</summary>
internal static class PlanTexts
{
    public const int TrialCalls = 10;

    /// <summary>What the source has in the range: <c>25 calls</c>, <c>about 3,000 calls</c>.</summary>
    public static string Found(ImportPlan plan) => plan.SourceCalls switch
    {
        null => "Cannot be counted beforehand",
        { } count when plan.IsExact => Amounts.Calls(count),
        { } count => $"about {Amounts.Calls(count)}",
    };

    public static string? AlreadyHere(ImportPlan plan) => plan.AlreadyHere switch
    {
        null or 0 => null,
        { } here when here == plan.SourceCalls && plan.AlreadyHereIsExact => "All of them are in your library already.",
        { } here => $"{Amounts.Count(here)} of them {(here == 1 ? "is" : "are")} in your library already and will not be brought twice.",
    };

    /// <summary>How the price comes about; null when there is nothing to explain.</summary>
    public static string? Price(ImportPrice price) => price switch
    {
        { CostPerCallCents: 0 } => "Included.",
        { BillableCalls: 0, FreeCallsIncluded: 0 } => "Nothing to pay.",
        { FreeCallsIncluded: > 0 } => $"{Amounts.Calls(price.BillableCalls)} at {Amounts.Money(price.CostPerCallCents)}; {Amounts.Count(price.FreeCallsIncluded)} free this month.",
        _ => $"{Amounts.Calls(price.BillableCalls)} at {Amounts.Money(price.CostPerCallCents)}.",
    };

    public static string Storage(ImportPlan plan) => plan.EstimatedBytes switch
    {
        null => "Not known yet",
        0 => "None",
        { } bytes => $"about {Amounts.Bytes(bytes)}",
    };

    /// <summary>What the figure rests on; null where there is none.</summary>
    public static string? StorageBasis(ImportPlan plan) => plan.EstimatedBytes switch
    {
        null or 0 => null,
        _ when plan.BytesAreMeasured => "As large as your recordings from there are on average.",
        _ => "Assumed at 32 kbit/s, more where there is video. Measured once the first recordings are here.",
    };

    /// <summary>How long it takes with a share of the limits left to others.</summary>
    public static ImportDuration? Duration(ImportPlan plan, int percentLeft, DateTimeOffset now) =>
        plan.Pace is { } pace ? ImportEta.Of(pace with { PercentLeft = percentLeft }, now) : null;

    public static string StartLabel(ImportPlan plan) => plan.ToImport switch
    {
        null => "Import all calls",
        0 => "Import what is new",
        1 => "Import this call",
        { } count when plan.IsExact => $"Import all {Amounts.Calls(count)}",
        { } count => $"Import about {Amounts.Calls(count)}",
    };

    public static bool OffersTrial(ImportPlan plan) => plan.ToImport is null or > TrialCalls;
}
