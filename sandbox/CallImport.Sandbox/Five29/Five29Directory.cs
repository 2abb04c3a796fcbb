using System.Text;
using System.Text.Json;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Five29;

internal static class Five29Paths
{
    public const string Vendor = "five29";
    public const string Root = "/five29";
    public const string Service = "/five29/wsadmin/v13/AdminWebService";
}

/// <summary>A domain at Five9.</summary>
internal sealed class Five29Company(string slug, string name, SalesWorld world, RequestWindow reports) : Company(slug, name, world)
{
    public RequestWindow Reports => reports;
}

/// <summary>All domains and their administrators.</summary>
internal sealed class Five29Directory(Stage stage, SandboxOptions options, TimeProvider time) : VendorDirectory<Five29Company>(stage, options, options.Five29, time)
{
    private const string Scheme = "Basic ";

    public override string Slug => Five29Paths.Vendor;

    public override string Name => "Five9";

    public override string Root => Five29Paths.Root;

    public override string KeyLabel => "User and password";

    public override VendorPart? PartAt(PathString path) => path.StartsWithSegments(Five29Paths.Root) ? VendorPart.Api : null;

    public override Task WriteErrorAsync(HttpContext context, int status, string text) =>
        status == StatusCodes.Status500InternalServerError ? Five29Envelopes.FaultAsync(context, "ServerFault", text) : Five29Envelopes.PlainAsync(context, status, text);

    public override string? CredentialIn(HttpRequest request) => Login(request)?.User;

    public override string CallId(Company company, WorldCall call) => new Five29Call(call).CallId;

    public override object Limits(Company company) => new { reportsPerMinute = ((Five29Company)company).Reports.Limit };

    public override void SetLimits(Company company, JsonElement limits)
    {
        if (limits.TryGetProperty("reportsPerMinute", out var wanted))
        {
            ((Five29Company)company).Reports.Limit = wanted.GetInt32();
        }
    }

    /// <returns>null when the request shows none</returns>
    public static (string User, string Password)? Login(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var bytes = new byte[header.Length];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[Scheme.Length..], bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [var user, var password] ? (user, password) : null;
    }

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", Options.Five29.Calls,
        [
            new() { Key = "reports@harborline.test", Secret = "sandbox-five9-password", Shows = "An administrator: the whole call log" },
            new() { Key = "blocked@harborline.test", Secret = "sandbox-five9-password", Shows = "A domain without web services: AccessDisallowedFault", State = KeyState.Blocked },
            new() { Key = "former@harborline.test", Secret = "sandbox-five9-password", Shows = "A user that was removed: 401", State = KeyState.Revoked },
        ]),
        ("Harborline Labs", 0, [new() { Key = "reports@labs.test", Secret = "sandbox-five9-password", Shows = "A domain without calls" }]),
    ];

    protected override Five29Company NewCompany(string slug, string name, int number, SalesWorld world) =>
        new(slug, name, world, new RequestWindow(TimeSpan.FromMinutes(1), Time) { Limit = Options.Five29.ReportsPerMinute });

    protected override Account NewAccount(string company) =>
        new() { Key = $"reports@{company}.test", Secret = "sandbox-five9-password", Shows = $"The whole call log of {company}" };
}
