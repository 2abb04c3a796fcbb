using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Gong;

namespace CallImport.Sandbox.Control;

/// <summary>Sets what can be set, and tells how it stands.</summary>
internal sealed class ControlState(
    GongDirectory gong, FaultBook faults, Reachability reach, RequestStats stats, GongTokens tokens, TimeProvider time)
{
    public GongCompany? Company(string? slug) => slug is null ? gong.Sample : gong.Company(slug);

    public object Snapshot() => new
    {
        off = reach.Availability.Off,
        apiMs = reach.Availability.ApiMilliseconds,
        mediaMs = reach.Availability.MediaMilliseconds,
        mediaBytesPerSecond = reach.Availability.MediaBytesPerSecond,
        faults = faults.Faults,
        companies = gong.Companies.OrderBy(company => company.Slug, StringComparer.Ordinal).Select(company => new
        {
            company = company.Slug,
            name = company.Name,
            calls = company.World.Order.Count,
            requestsPerSecond = company.Limiter.PerSecond,
            requestsPerDay = company.Limiter.PerDay,
            usedToday = company.Limiter.UsedToday,
            keys = company.Accounts.Select(account => new { accessKey = account.AccessKey, state = account.State }),
        }),
    };

    public object Reset()
    {
        gong.Reset();
        faults.Set([]);
        reach.Reset();
        tokens.Revoke(refreshTokens: true);
        stats.Reset();
        return Snapshot();
    }

    public IResult Switch(OffMode mode) => reach.Switch(mode)
        ? Results.Ok(Snapshot())
        : Results.BadRequest("Refusing connections needs Sandbox:ControlUrls, or nobody could end it.");

    public object Set(SetLatency latency)
    {
        reach.Availability.ApiMilliseconds = latency.ApiMs;
        reach.Availability.MediaMilliseconds = latency.MediaMs;
        reach.Availability.MediaBytesPerSecond = latency.MediaBytesPerSecond;
        return Snapshot();
    }

    public object Set(IReadOnlyList<Fault> list)
    {
        faults.Set(list);
        return Snapshot();
    }

    public IResult Set(SetCalls calls)
    {
        if (Company(calls.Company) is not { } company || calls.Count is < 0 || calls.SpanDays is < 1 || calls.RecordingBytes is < 0)
        {
            return Results.BadRequest("No such company, or a number below its least value.");
        }

        company.World = gong.NewWorld(company, calls.Count ?? company.World.Order.Count, calls.SpanDays, calls.RecordingBytes);
        return Results.Ok(new { calls = company.World.Order.Count });
    }

    public IResult Add(AddCalls calls)
    {
        if (Company(calls.Company) is not { } company)
        {
            return Results.BadRequest("No such company.");
        }

        var started = time.GetUtcNow().AddMinutes(-calls.MinutesAgo);
        return Results.Ok(new { callIds = Enumerable.Range(0, calls.Count).Select(_ => company.World.Add(started)).ToList() });
    }

    public object Add(AddCompany wanted)
    {
        var (company, account) = gong.Add(wanted.Name, wanted.Calls);
        return new { company = company.Slug, apiKey = $"{account.AccessKey}:{account.Secret}", account.AccessKey, account.Secret };
    }

    public IResult Set(SetLimits limits)
    {
        if (Company(limits.Company) is not { } company)
        {
            return Results.BadRequest("No such company.");
        }

        company.Limiter.PerSecond = limits.RequestsPerSecond ?? company.Limiter.PerSecond;
        company.Limiter.PerDay = limits.RequestsPerDay ?? company.Limiter.PerDay;
        if (limits.UsedToday is { } used)
        {
            company.Limiter.Spend(used, limits.RenewsInSeconds);
        }

        return Results.Ok(Snapshot());
    }

    public IResult Set(SetKey key)
    {
        if (gong.Key(key.AccessKey) is not { } found)
        {
            return Results.BadRequest("No such key.");
        }

        found.Account.State = key.State;
        return Results.Ok(Snapshot());
    }
}
