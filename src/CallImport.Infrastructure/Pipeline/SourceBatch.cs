using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>
/// Calls of one credential that were claimed together. Vendors count requests, not calls: where the recordings are and what was said is asked once
/// for as many of them as one request may name, when the first of them needs it. A refusal is everybody's.
/// </summary>
/// <param name="stopping">The node stops, or no call is left that needs an answer.</param>
internal sealed class SourceBatch(
    IPlatformAdapter adapter, CredentialVault vault, SourceProbe probe, Guid credentialId, IReadOnlyList<ClaimedCall> calls, CancellationToken stopping)
{
    private readonly SharedAnswers<LocatedRecording> recordings = new(
        [.. calls.Where(call => call.StagedRecording is null)],
        adapter.MaxBatch,
        references => vault.UseAsync(credentialId, connection => LocateAsync(adapter, connection, references, stopping), stopping));

    private readonly SharedAnswers<TranscriptAnswer> transcripts = new(
        calls,
        adapter.MaxBatch,
        references => vault.UseAsync(credentialId, connection => adapter.GetTranscriptsAsync(connection, references, stopping), stopping));

    public Guid CredentialId => credentialId;

    /// <summary>The node stops: what calls share ends with it, some a moment before each of them is told.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>
    /// Asks before the first call needs it, so that no worker waits for what many share; one request after the other, so that a refusal stays the
    /// only one. Where a vendor answers for single calls there is nothing to share.
    /// </summary>
    /// <returns>ends when everything is asked, or with the first refusal, which is told to whoever needs the answer</returns>
    public async Task AskAsync()
    {
        if (adapter.MaxBatch > 1)
        {
            await Task.Yield();
            await recordings.AskAsync();
            await transcripts.AskAsync();
        }
    }

    public Task<LocatedRecording> LocateAsync(ClaimedCall call, CancellationToken cancellationToken) => recordings.OfAsync(call, cancellationToken);

    /// <summary>
    /// Fetches a recording that lies behind the account's own sign-in. Its address was found with the token of that moment: with a newer one it is found
    /// anew, and a token that is refused is renewed, once, as with any request.
    /// </summary>
    /// <param name="fetch">Runs at most twice.</param>
    /// <returns>null when it was fetched; else what the source says instead of an address</returns>
    public Task<RecordingAnswer?> FetchAsync(
        ClaimedCall call, LocatedRecording found, Func<RecordingAt, PlatformConnection, Task> fetch, CancellationToken cancellationToken) =>
        vault.UseAsync(
            credentialId,
            async connection =>
            {
                var answer = found.SecretVersion == connection.SecretVersion ? found.Answer : (await LocateAsync(connection, Reference(call), cancellationToken)).Answer;
                if (answer is not RecordingAt location)
                {
                    return answer;
                }

                await fetch(location, connection);
                return null;
            },
            cancellationToken);

    /// <summary>Asks again for one call, whose address was refused.</summary>
    public Task<LocatedRecording> RelocateAsync(ClaimedCall call, CancellationToken cancellationToken) => vault.UseAsync(
        credentialId, connection => LocateAsync(connection, Reference(call) with { LocationRefused = true }, cancellationToken), cancellationToken);

    /// <summary>Asks the source for something that is no call's own.</summary>
    /// <exception cref="PlatformException">It is not the call: the source refuses this, too.</exception>
    public Task ProbeAsync(CancellationToken cancellationToken) => probe.AskAsync(adapter, credentialId, cancellationToken);

    public Task<TranscriptAnswer> TranscriptAsync(ClaimedCall call, CancellationToken cancellationToken) => transcripts.OfAsync(call, cancellationToken);

    private async Task<LocatedRecording> LocateAsync(PlatformConnection connection, SourceCallReference reference, CancellationToken cancellationToken) =>
        (await LocateAsync(adapter, connection, [reference], cancellationToken)).TryGetValue(reference.SourceCallId, out var answer) ? answer : throw Unanswered();

    private static async Task<IReadOnlyDictionary<string, LocatedRecording>> LocateAsync(
        IPlatformAdapter adapter, PlatformConnection connection, IReadOnlyList<SourceCallReference> references, CancellationToken cancellationToken) =>
        (await adapter.LocateRecordingsAsync(connection, references, cancellationToken))
            .ToDictionary(answer => answer.Key, answer => new LocatedRecording(answer.Value, connection.SecretVersion));

    private static SourceCallReference Reference(ClaimedCall call) => new(call.SourceCallId, call.SourceGroupId, call.DownloadToken) { StartedAt = call.StartedAt };

    private static PlatformException Unanswered() => new(FailureClass.Transient, "The source gave no answer for this call.");

    /// <summary>Answers for many calls by few requests; each request is made once, for whoever comes first.</summary>
    private sealed class SharedAnswers<TAnswer>(
        IReadOnlyList<ClaimedCall> calls, int perRequest, Func<IReadOnlyList<SourceCallReference>, Task<IReadOnlyDictionary<string, TAnswer>>> ask)
        where TAnswer : class
    {
        private readonly Dictionary<Guid, Lazy<Task<IReadOnlyDictionary<string, TAnswer>>>> requests = calls
            .Chunk(perRequest)
            .SelectMany(chunk =>
            {
                var request = new Lazy<Task<IReadOnlyDictionary<string, TAnswer>>>(() => ask([.. chunk.Select(Reference)]));
                return chunk.Select(call => (call.Id, Request: request));
            })
            .ToDictionary(entry => entry.Id, entry => entry.Request);

        /// <summary>Makes the requests that were not made yet. Whoever comes for an answer gets the refusal, too.</summary>
        public async Task AskAsync()
        {
            foreach (var request in requests.Values.Distinct())
            {
                await request.Value;
            }
        }

        public async Task<TAnswer> OfAsync(ClaimedCall call, CancellationToken cancellationToken)
        {
            // The request is not one call's own: a call that is stopped leaves it to the others.
            var answers = requests.TryGetValue(call.Id, out var request)
                ? await request.Value.WaitAsync(cancellationToken)
                : await ask([Reference(call)]);
            return answers.TryGetValue(call.SourceCallId, out var answer) ? answer : throw Unanswered();
        }
    }
}
