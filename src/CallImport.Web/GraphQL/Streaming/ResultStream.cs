using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CallImport.Web.GraphQL.Errors;
using GraphQL;

namespace CallImport.Web.GraphQL.Streaming;

/// <summary>What an operation answers, one by one: a single result for queries and mutations, many for subscriptions.</summary>
internal sealed class ResultStream(FaultReport faults)
{
    /// <summary>At four a second this is more than a reader may lag behind before it is dropped.</summary>
    private const int Waiting = 64;

    /// <exception cref="SlowReaderException">Results come faster than they are taken.</exception>
    public async IAsyncEnumerable<ExecutionResult> ReadAsync(ExecutionResult result, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (result.Streams is not { Count: > 0 } streams)
        {
            yield return result;
            yield break;
        }

        var results = Channel.CreateBounded<ExecutionResult>(Waiting);
        using var subscription = streams.Values.Single().Subscribe(new Listener(results.Writer, faults));
        await foreach (var next in results.Reader.ReadAllAsync(cancellationToken))
        {
            yield return next;
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
