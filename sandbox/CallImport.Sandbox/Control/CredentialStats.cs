namespace CallImport.Sandbox.Control;

/// <summary>How one credential behaves: its busiest second, and requests that it was told not to send.</summary>
internal sealed class CredentialStats(TimeProvider time)
{
    /// <summary>What was under way when the answer with Retry-After went out could not know of it.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queue<long> _lastSecond = new();
    private long _told;
    private TimeSpan _window;

    public long Requests { get; private set; }

    public int PeakPerSecond { get; private set; }

    /// <summary>Requests that arrived inside a Retry-After window.</summary>
    public long InsideRetryAfter { get; private set; }

    /// <summary>Of those the ones later than 250 ms after the window opened.</summary>
    public long InsideRetryAfterLate { get; private set; }

    public void Arrived()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            Requests++;
            _lastSecond.Enqueue(now);
            while (time.GetElapsedTime(_lastSecond.Peek(), now) >= TimeSpan.FromSeconds(1))
            {
                _lastSecond.Dequeue();
            }

            PeakPerSecond = Math.Max(PeakPerSecond, _lastSecond.Count);
            var since = time.GetElapsedTime(_told, now);
            if (_window > TimeSpan.Zero && since < _window)
            {
                InsideRetryAfter++;
                InsideRetryAfterLate += since > UnderWay ? 1 : 0;
            }
        }
    }

    public void WasTold(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_window - time.GetElapsedTime(_told, now) < retryAfter)
            {
                (_told, _window) = (now, retryAfter);
            }
        }
    }
}
