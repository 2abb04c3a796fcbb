namespace CallImport.Sandbox.Vendors;

/// <summary>So many requests in any stretch of time (not the clock's).</summary>
internal sealed class RequestWindow(TimeSpan length, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _passed = new();

    /// <summary>0 = no limit.</summary>
    public int Limit { get; set; }

    /// <summary>How many more may pass now.</summary>
    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return Math.Max(0, Limit - _passed.Count);
            }
        }
    }

    /// <summary>Until the oldest of those that passed no longer counts.</summary>
    public TimeSpan Reset
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _passed.TryPeek(out var oldest) ? length - time.GetElapsedTime(oldest) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Null when the request may pass, otherwise how long to wait.</summary>
    public TimeSpan? Refuse()
    {
        lock (_lock)
        {
            Forget();
            if (Limit > 0 && _passed.Count >= Limit)
            {
                return length - time.GetElapsedTime(_passed.Peek());
            }

            _passed.Enqueue(time.GetTimestamp());
            return null;
        }
    }

    private void Forget()
    {
        while (_passed.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= length)
        {
            _passed.Dequeue();
        }
    }
}
