namespace CallImport.Web.GraphQL.Execution;

/// <summary>Lets the library, which knows observables only, read what comes one by one. Each subscriber has a source of its own.</summary>
internal sealed class AsyncStream<T>(Func<CancellationToken, IAsyncEnumerable<T>> open) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        var stop = new CancellationTokenSource();
        _ = PumpAsync(observer, stop.Token);
        return new Subscription(stop);
    }

    private async Task PumpAsync(IObserver<T> observer, CancellationToken cancellationToken)
    {
        // Whoever subscribes must have its subscription in hand before the first item comes.
        await Task.Yield();
        try
        {
            await foreach (var item in open(cancellationToken).WithCancellation(cancellationToken))
            {
                observer.OnNext(item);
            }

            observer.OnCompleted();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception fault)
        {
            observer.OnError(fault);
        }
    }

    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        private CancellationTokenSource? running = stop;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref running, null) is { } source)
            {
                source.Cancel();
                source.Dispose();
            }
        }
    }
}
