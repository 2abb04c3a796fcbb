namespace CallImport.Sandbox.Control;

/// <summary>How much was asked of one vendor's API by everybody together, as its own counters would show it.</summary>
internal sealed class VendorStats(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _lastMinute = new();

    public long Requests { get; private set; }

    /// <summary>Most requests in any 60 seconds, those that met a fault included.</summary>
    public int PeakPerMinute { get; private set; }

    /// <summary>Requests beyond a limit of the vendor; a 429 that is a fault says nothing about the caller.</summary>
    public long LimitsExceeded { get; private set; }

    /// <summary>Requests with a token or key that is not accepted.</summary>
    public long Refused { get; private set; }

    public void Arrived()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            Requests++;
            _lastMinute.Enqueue(now);
            while (time.GetElapsedTime(_lastMinute.Peek(), now) >= TimeSpan.FromMinutes(1))
            {
                _lastMinute.Dequeue();
            }

            PeakPerMinute = Math.Max(PeakPerMinute, _lastMinute.Count);
        }
    }

    public void Answered(int status, bool isFault)
    {
        lock (_lock)
        {
            LimitsExceeded += status == StatusCodes.Status429TooManyRequests && !isFault ? 1 : 0;
            Refused += status == StatusCodes.Status401Unauthorized ? 1 : 0;
        }
    }
}
