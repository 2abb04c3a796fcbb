namespace CallImport.Sandbox.Gong;

/// <summary>Requests a second (any second, not the clock's) and a UTC day, over all keys of a company.</summary>
internal sealed class GongLimiter(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _lastSecond = new();
    private DateTime _day;
    private DateTimeOffset? _quotaEnds;
    private int _usedToday;

    /// <summary>0 = none.</summary>
    public int PerSecond { get; set; }

    /// <summary>0 = none.</summary>
    public int PerDay { get; set; }

    public int UsedToday
    {
        get
        {
            lock (_lock)
            {
                return _usedToday;
            }
        }
    }

    /// <summary>Sets what is used up, and when it starts anew if that is not to be at midnight.</summary>
    public void Spend(int used, double? renewsInSeconds)
    {
        lock (_lock)
        {
            _day = time.GetUtcNow().UtcDateTime.Date;
            _usedToday = used;
            _quotaEnds = renewsInSeconds is { } seconds ? time.GetUtcNow().AddSeconds(seconds) : null;
        }
    }

    /// <summary>Null when the request may pass, otherwise how long to wait.</summary>
    public TimeSpan? Refuse()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now.UtcDateTime.Date != _day || now >= _quotaEnds)
            {
                (_day, _usedToday, _quotaEnds) = (now.UtcDateTime.Date, 0, null);
            }

            if (PerDay > 0 && _usedToday >= PerDay)
            {
                return (_quotaEnds ?? new DateTimeOffset(_day.AddDays(1), TimeSpan.Zero)) - now;
            }

            if (PerSecond > 0)
            {
                while (_lastSecond.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= TimeSpan.FromSeconds(1))
                {
                    _lastSecond.Dequeue();
                }

                if (_lastSecond.Count >= PerSecond)
                {
                    return TimeSpan.FromSeconds(1);
                }

                _lastSecond.Enqueue(time.GetTimestamp());
            }

            _usedToday++;
            return null;
        }
    }
}
