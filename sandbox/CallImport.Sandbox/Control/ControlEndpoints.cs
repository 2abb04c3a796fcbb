using System.Text.Json;
using CallImport.Sandbox.Faults;

namespace CallImport.Sandbox.Control;

/// <summary>The levers and the truth, for tests. docs/sandbox.md lists them.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        app.MapGet("/", (HttpContext context, FrontPage page) => page.ShowAsync(context));
        var control = app.MapGroup("/_control");
        control.MapGet("/accounts", (HttpRequest request, FrontPage page) => page.Accounts(request));
        control.MapGet("/stats", (RequestStats stats) => stats.Snapshot());
        control.MapGet("/state", (ControlState state) => state.Snapshot());
        control.MapPost("/reset", (ControlState state) => state.Reset());
        control.MapPost("/stats/reset", (RequestStats stats) => stats.Reset());
        control.MapPost("/off", (SetOff body, ControlState state) => state.Switch(body.Mode));
        control.MapPost("/latency", (SetLatency body, ControlState state) => state.Set(body));
        control.MapPost("/faults", (Fault[] body, ControlState state) => state.Set(body));
        control.MapGet("/ledger", (HttpContext context, VendorControl vendors, string? vendor, string? company, bool hashes = true, bool lines = false) =>
            vendors.WriteLedgerAsync(context, vendor, company, hashes, lines));
        control.MapPost("/{vendor}/calls", (string vendor, SetCalls body, VendorControl vendors) => vendors.Set(vendor, body));
        control.MapPost("/{vendor}/calls/add", (string vendor, AddCalls body, VendorControl vendors, CancellationToken cancellationToken) =>
            vendors.AddAsync(vendor, body, cancellationToken));
        control.MapPost("/{vendor}/companies", (string vendor, AddCompany body, VendorControl vendors) => vendors.Add(vendor, body));
        control.MapPost("/{vendor}/limits", (string vendor, JsonElement body, VendorControl vendors) => vendors.SetLimits(vendor, body));
        control.MapPost("/{vendor}/keys", (string vendor, SetKey body, VendorControl vendors) => vendors.Set(vendor, body));
        control.MapPost("/{vendor}/tokens/revoke", (string vendor, RevokeTokens body, VendorControl vendors) => vendors.Revoke(vendor, body));
    }
}
