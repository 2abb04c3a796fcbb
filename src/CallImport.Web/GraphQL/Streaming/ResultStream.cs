using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CallImport.Web.GraphQL.Errors;
using GraphQL;

namespace CallImport.Web.GraphQL.Streaming;

/// <param name="Json">As it is sent.</param>
internal sealed record StreamedResult(ExecutionResult Result, string Json);

/// <summary>
/// What an operation answers, one by one: a single result for queries and mutations, many for subscriptions. These tell of states, so one that looks
/// the same as the one before, in the fields that were asked for, is no news and left out.
/// </summary>
internal sealed class ResultStream(IGraphQLTextSerializer serializer, FaultReport faults)
{
    /// <summary>At four a second this is more than a reader may lag behind before it is dropped.</summary>
    private const int Waiting = 64;

    /// <exception cref="SlowReaderException">Results come faster than they are taken.</exception>
    public async IAsyncEnumerable<StreamedResult> ReadAsync(ExecutionResult result, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (result.Streams is not { Count: > 0 } streams)
        {
            yield return new StreamedResult(result, serializer.Serialize(result));
            yield break;
        }

        var results = Channel.CreateBounded<ExecutionResult>(Waiting);
        using var subscription = streams.Values.Single().Subscribe(new Listener(results.Writer, faults));
        var last = "";
        await foreach (var next in results.Reader.ReadAllAsync(cancellationToken))
        {
            var json = serializer.Serialize(next);
            if (json != last)
            {
                yield return new StreamedResult(next, last = json);
            }
        }
    }

    private sealed class Listener(ChannelWriter<ExecutionResult> results, FaultReport faults) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value)
        {
            if (!results.TryWrite(value))
            {
                results.TryComplete(new SlowReaderException());
            }
        }

        public void OnError(Exception error)
        {
            OnNext(new ExecutionResult(error as ApiError ?? faults.Internal(error, field: null)));
            results.TryComplete();
        }

        public void OnCompleted() => results.TryComplete();
    }
}
