namespace CallImport.Domain.Calls;

/// <summary>Port: says what is in a call from its words. Has no effect outside itself and may run again for the same call.</summary>
public interface IInsightMaker
{
    /// <param name="transcript">As stored: segments in order of time. May be empty; the answer is empty then.</param>
    /// <param name="participants">People of the call as the source names them; may be empty.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> asks for it; a provider that fails is replaced, not thrown.</exception>
    Task<CallInsights> MakeAsync(Transcript transcript, IReadOnlyList<Participant> participants, CancellationToken cancellationToken);
}
