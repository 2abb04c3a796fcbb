using System.Collections.Concurrent;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>All companies and their keys.</summary>
internal sealed class GongDirectory
{
    private readonly Stage _stage;
    private readonly SandboxOptions _options;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _now;
    private readonly Lock _lock = new();
    private ConcurrentDictionary<string, (GongCompany Company, GongAccount Account)> _keys = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, GongCompany> _companies = new(StringComparer.Ordinal);

    public GongDirectory(Stage stage, SandboxOptions options, TimeProvider time)
    {
        (_stage, _options, _time) = (stage, options, time);
        _now = options.Today is { } today ? new DateTimeOffset(today, new TimeOnly(23, 0), TimeSpan.Zero) : time.GetUtcNow();
        Sample = Reset();
    }

    /// <summary>The company of the sample keys.</summary>
    public GongCompany Sample { get; private set; }

    public IEnumerable<GongCompany> Companies => _companies.Values;

    /// <summary>Everything as it was at the start.</summary>
    public GongCompany Reset()
    {
        lock (_lock)
        {
            (_keys, _companies) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
            Sample = Found("company-17", "Harborline", _options.Gong.Calls);
            foreach (var account in GongSampleKeys.All())
            {
                Issue(Sample, account);
            }

            Issue(Found("company-18", "Harborline Labs", 0), GongSampleKeys.Empty());
            return Sample;
        }
    }

    public GongCompany? Company(string slug) => _companies.GetValueOrDefault(slug);

    public (GongCompany Company, GongAccount Account)? Key(string accessKey) =>
        _keys.TryGetValue(accessKey, out var found) ? found : null;

    /// <summary>A further company with a key that has all rights.</summary>
    public (GongCompany Company, GongAccount Account) Add(string? name, int calls)
    {
        lock (_lock)
        {
            var slug = $"company-{_companies.Count + 17}";
            var company = Found(slug, name ?? slug, calls);
            var account = new GongAccount
            {
                AccessKey = $"SANDBOX-GONG-{slug.ToUpperInvariant()}",
                Secret = $"{slug}-sandbox-secret",
                Shows = $"All rights on {company.Name}",
            };
            Issue(company, account);
            return (company, account);
        }
    }

    public SalesWorld NewWorld(GongCompany company, int calls, int? spanDays = null, long? recordingBytes = null) =>
        NewWorld(company.Slug, calls, spanDays ?? _options.Gong.SpanDays, recordingBytes ?? _options.Gong.RecordingBytes);

    private SalesWorld NewWorld(string slug, int calls, int spanDays, long? recordingBytes)
    {
        var seed = Chance.Mix(Chance.Hash(slug) ^ (ulong)_options.Seed);
        return new SalesWorld(_stage, seed, WorldCalendar.Starts(calls, spanDays, _now, seed), recordingBytes);
    }

    private GongCompany Found(string slug, string name, int calls)
    {
        var world = NewWorld(slug, calls, _options.Gong.SpanDays, _options.Gong.RecordingBytes);
        var limiter = new GongLimiter(_time) { PerSecond = _options.Gong.RequestsPerSecond, PerDay = _options.Gong.RequestsPerDay };
        return _companies[slug] = new GongCompany(slug, name, _companies.Count, world, limiter);
    }

    private void Issue(GongCompany company, GongAccount account)
    {
        company.Accounts.Add(account);
        _keys[account.AccessKey] = (company, account);
    }
}
