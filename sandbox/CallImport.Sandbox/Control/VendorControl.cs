using System.Text.Json;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Control;

/// <summary>The levers of one vendor: what is the same for each is done here, the rest by the vendor.</summary>
internal sealed class VendorControl(VendorRegister vendors, Ledger ledger, TimeProvider time)
{
    private static readonly IResult Nobody = Results.BadRequest("No such vendor or company.");

    public Task WriteLedgerAsync(HttpContext context, string? vendor, string? company, bool hashes, bool lines)
    {
        if (vendors.Find(vendor) is { } found && found.Company(company) is { } held)
        {
            return ledger.WriteAsync(context, found, held, hashes, lines);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public IResult Set(string vendor, SetCalls calls) => calls is not { Count: < 0 } and not { SpanDays: < 1 } and not { RecordingBytes: < 0 }
        ? With(vendor, calls.Company, (found, company) =>
        {
            found.SetCalls(company, calls.Count, calls.SpanDays, calls.RecordingBytes);
            return new { calls = company.World.Order.Count };
        })
        : Results.BadRequest("A number is below its least value.");

    public async Task<IResult> AddAsync(string vendor, AddCalls calls, CancellationToken cancellationToken)
    {
        if (vendors.Find(vendor) is not { } found || found.Company(calls.Company) is not { } company)
        {
            return Nobody;
        }

        var started = time.GetUtcNow().AddMinutes(-calls.MinutesAgo);
        var callIds = new List<string>();
        for (var number = 0; number < calls.Count; number++)
        {
            var call = company.World.Call(company.World.Add(started));
            callIds.Add(found.CallId(company, call));
            await found.AnnounceAsync(company, call, cancellationToken);
        }

        return Results.Ok(new { callIds });
    }

    public IResult Add(string vendor, AddCompany wanted) => With(vendor, null, (found, _) =>
    {
        var (company, account) = found.Add(wanted.Name, wanted.Calls);
        return new { company = company.Slug, apiKey = account.ApiKey, accessKey = account.Key, account.Secret };
    });

    public IResult SetLimits(string vendor, JsonElement limits) => With(
        vendor,
        limits.TryGetProperty("company", out var company) ? company.GetString() : null,
        (found, held) =>
        {
            found.SetLimits(held, limits);
            return found.Limits(held);
        });

    public IResult Set(string vendor, SetKey key) => vendors.Find(vendor)?.Companies
        .SelectMany(company => company.Accounts)
        .FirstOrDefault(account => account.Key == (key.Key ?? key.AccessKey)) is { } found
            ? Results.Ok(new { accessKey = found.Key, state = found.State = key.State })
            : Results.BadRequest("No such key.");

    public IResult Revoke(string vendor, RevokeTokens tokens) => With(vendor, null, (found, _) =>
    {
        found.RevokeTokens(tokens.RefreshTokens);
        return new { };
    });

    private IResult With(string vendor, string? company, Func<Vendor, Company, object> answer) =>
        vendors.Find(vendor) is { } found && found.Company(company) is { } held
            ? Results.Ok(answer(found, held))
            : Nobody;
}
