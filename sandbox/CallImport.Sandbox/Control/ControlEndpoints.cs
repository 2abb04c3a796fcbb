using System.Text.Json;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Gong;

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
        control.MapGet("/ledger", StreamLedgerAsync);
        control.MapPost("/reset", (ControlState state) => state.Reset());
        control.MapPost("/stats/reset", (RequestStats stats) => stats.Reset());
        control.MapPost("/off", (SetOff body, ControlState state) => state.Switch(body.Mode));
        control.MapPost("/latency", (SetLatency body, ControlState state) => state.Set(body));
        control.MapPost("/faults", (Fault[] body, ControlState state) => state.Set(body));
        control.MapPost("/gong/calls", (SetCalls body, ControlState state) => state.Set(body));
        control.MapPost("/gong/calls/add", (AddCalls body, ControlState state) => state.Add(body));
        control.MapPost("/gong/companies", (AddCompany body, ControlState state) => state.Add(body));
        control.MapPost("/gong/limits", (SetLimits body, ControlState state) => state.Set(body));
        control.MapPost("/gong/keys", (SetKey body, ControlState state) => state.Set(body));
        control.MapPost("/gong/tokens/revoke", (RevokeTokens body, GongTokens tokens) => tokens.Revoke(body.RefreshTokens));
    }

    private static async Task StreamLedgerAsync(
        HttpContext context, Ledger ledger, ControlState state, string? company, bool hashes = true, bool lines = false)
    {
        if (state.Company(company) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        var writer = context.Response.BodyWriter;
        foreach (var entry in ledger.Entries(found, hashes, lines))
        {
            await using (var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = GongJson.WithoutNulls.Encoder }))
            {
                JsonSerializer.Serialize(json, entry, GongJson.WithoutNulls);
            }

            "\n"u8.CopyTo(writer.GetSpan(1));
            writer.Advance(1);
            if (writer.UnflushedBytes > 64 * 1024)
            {
                await writer.FlushAsync(context.RequestAborted);
            }
        }
    }
}
