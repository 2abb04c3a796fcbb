using CallImport.Domain.Calls;
using CallImport.Domain.Calls.Insights;

namespace CallImport.Infrastructure.Insights;

/// <summary>Insights without any service: reads the words of the call and nothing else.</summary>
public sealed class LocalInsightMaker : IInsightMaker
{
    public Task<CallInsights> MakeAsync(Transcript transcript, IReadOnlyList<Participant> participants, CancellationToken cancellationToken) =>
        Task.FromResult(CallAnalysis.Of(transcript, participants, cancellationToken));
}
