using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

/// <summary>A plan whose number of calls is known.</summary>
/// <param name="Asked">The range that was asked for; null when none was.</param>
internal sealed record CountedPlan(int Calls, ImportDuration Duration, ImportPrice Price, CallQuery? Asked);

internal sealed class ImportPreviewGraphType : ObjectGraphType<CountedPlan>
{
    public ImportPreviewGraphType()
    {
        Name = "ImportPreview";
        Description = "What an import would bring, before anything is written.";
        Field<NonNullGraphType<IntGraphType>>("callCount").Description("Calls to import; those that are here already are left out.")
            .Resolve(context => context.Source.Calls);
        Field<DateRangeGraphType>("dateRange").Description("The range that was looked at; null for everything.").Resolve(context => context.Source.Asked);
        Field<NonNullGraphType<IntGraphType>>("estimatedDurationMinutes").Description("How long it will probably take; rounded up.")
            .Resolve(context => (int)Math.Min(int.MaxValue, Math.Ceiling(context.Source.Duration.Estimate.TotalMinutes)));
        Field<NonNullGraphType<ImportPricingGraphType>>("pricing").Description("What it costs; exact.").Resolve(context => context.Source.Price);
    }
}

internal sealed class DateRangeGraphType : ObjectGraphType<CallQuery>
{
    public DateRangeGraphType()
    {
        Name = "DateRange";
        Description = "Calls that began at or after the start and before the end.";
        Field<NonNullGraphType<UtcTimeGraphType>>("start").Description("Inclusive.").Resolve(context => context.Source.From);
        Field<NonNullGraphType<UtcTimeGraphType>>("end").Description("Exclusive.").Resolve(context => context.Source.To);
    }
}

internal sealed class ImportPricingGraphType : ObjectGraphType<ImportPrice>
{
    public ImportPricingGraphType()
    {
        Name = "ImportPricing";
        Description = "What an import costs; exact before it starts.";
        Field(price => price.FreeCallsIncluded, type: typeof(NonNullGraphType<IntGraphType>)).Description("Calls that the month's allowance still covers.");
        Field(price => price.BillableCalls, type: typeof(NonNullGraphType<IntGraphType>)).Description("Calls that cost something.");
        Field(price => price.CostPerCallCents, type: typeof(NonNullGraphType<IntGraphType>)).Description("Price of one call in cents; 0 = included.");
        Field<NonNullGraphType<IntGraphType>>("totalCostCents").Description("Price of all in cents.")
            .Resolve(context => (int)Math.Min(int.MaxValue, context.Source.TotalCostCents));
    }
}
