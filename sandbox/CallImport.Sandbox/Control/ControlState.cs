using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Control;

/// <summary>Sets what holds for all vendors, and tells how everything stands.</summary>
internal sealed class ControlState(VendorRegister vendors, FaultBook faults, Reachability reach, RequestStats stats)
{
    public object Snapshot() => new
    {
        off = reach.Availability.Off,
        apiMs = reach.Availability.ApiMilliseconds,
        mediaMs = reach.Availability.MediaMilliseconds,
        mediaBytesPerSecond = reach.Availability.MediaBytesPerSecond,
        faults = faults.Faults,
        struck = faults.Struck.OrderBy(pair => pair.Key).Select(pair => new { kind = pair.Key, times = pair.Value }),
        companies = vendors.All.SelectMany(vendor => vendor.Companies.Select(company => new
        {
            vendor = vendor.Slug,
            company = company.Slug,
            name = company.Name,
            calls = company.World.Order.Count,
            limits = vendor.Limits(company),
            keys = company.Accounts.Select(account => new { accessKey = account.Key, state = account.State }),
        })),
    };

    public object Reset()
    {
        foreach (var vendor in vendors.All)
        {
            vendor.Reset();
            vendor.RevokeTokens(refreshTokens: true);
        }

        faults.Set([]);
        reach.Reset();
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
}
