using System.Collections.Concurrent;

namespace CallImport.Sandbox.Control;

/// <summary>What has been asked for, and how: counts, bursts, and manners.</summary>
internal sealed class RequestStats(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Route, int Status), long> _requests = new();
    private readonly ConcurrentDictionary<string, CredentialStats> _credentials = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, VendorStats> _vendors = new(StringComparer.Ordinal);
    private long _mediaWithCredential;
    private long _mediaBytes;
    private int _activeMedia;
    private int _peakMedia;

    public void Count(string route, int status) => _requests.AddOrUpdate((route, status), 1, static (_, count) => count + 1);

    public CredentialStats Credential(string name) => _credentials.GetOrAdd(name, static (_, time) => new CredentialStats(time), time);

    public VendorStats Vendor(string slug) => _vendors.GetOrAdd(slug, static (_, time) => new VendorStats(time), time);

    public void MediaStarts(bool withCredential)
    {
        if (withCredential)
        {
            Interlocked.Increment(ref _mediaWithCredential);
        }

        var active = Interlocked.Increment(ref _activeMedia);
        for (var peak = _peakMedia; active > peak; peak = _peakMedia)
        {
            Interlocked.CompareExchange(ref _peakMedia, active, peak);
        }
    }

    public void MediaEnds(long bytes)
    {
        Interlocked.Decrement(ref _activeMedia);
        Interlocked.Add(ref _mediaBytes, bytes);
    }

    public void Reset()
    {
        _requests.Clear();
        _credentials.Clear();
        _vendors.Clear();
        (_mediaWithCredential, _mediaBytes, _peakMedia) = (0, 0, 0);
    }

    public object Snapshot() => new
    {
        requests = _requests
            .OrderBy(pair => pair.Key.Route, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Status)
            .Select(pair => new { route = pair.Key.Route, status = pair.Key.Status, count = pair.Value }),
        total = _requests.Values.Sum(),
        credentials = _credentials
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new
            {
                credential = pair.Key,
                requests = pair.Value.Requests,
                peakPerSecond = pair.Value.PeakPerSecond,
                insideRetryAfter = pair.Value.InsideRetryAfter,
                insideRetryAfterLate = pair.Value.InsideRetryAfterLate,
            }),
        vendors = _vendors
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new
            {
                vendor = pair.Key,
                requests = pair.Value.Requests,
                peakPerMinute = pair.Value.PeakPerMinute,
                limitsExceeded = pair.Value.LimitsExceeded,
                refused = pair.Value.Refused,
            }),
        insideRetryAfter = _credentials.Values.Sum(credential => credential.InsideRetryAfter),
        insideRetryAfterLate = _credentials.Values.Sum(credential => credential.InsideRetryAfterLate),
        media = new { withCredential = _mediaWithCredential, bytes = _mediaBytes, peakConcurrent = _peakMedia },
    };
}
