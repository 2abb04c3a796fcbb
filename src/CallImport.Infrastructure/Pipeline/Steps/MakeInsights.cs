using CallImport.Domain.Calls;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>Says what is in the call, where there are words.</summary>
internal sealed class MakeInsights(IInsightMaker insights) : ICallStep
{
    public async Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        if (context.Transcript is { } transcript)
        {
            context.Insights = await insights.MakeAsync(transcript, context.Details.Participants, cancellationToken);
        }

        return null;
    }
}
