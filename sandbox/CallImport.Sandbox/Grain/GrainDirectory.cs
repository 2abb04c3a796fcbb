using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

/// <summary>All workspaces and their tokens.</summary>
internal sealed class GrainDirectory(Stage stage, SandboxOptions options, FaultBook faults, GrainTokens tokens, GrainHooks hooks, TimeProvider time)
    : VendorDirectory<GrainCompany>(stage, options, options.Grain, time)
{
    public override string Slug => GrainPaths.Vendor;

    public override string Name => "Grain";

    public override string Root => GrainPaths.Root;

    public override string KeyLabel => "Access token";

    public override VendorPart? PartAt(PathString path) =>
        path.StartsWithSegments(GrainPaths.Media) ? VendorPart.Media
        : path.StartsWithSegments(GrainPaths.OAuth) ? VendorPart.Pages
        : path.StartsWithSegments(GrainPaths.Root) ? VendorPart.Api
        : null;

    public override Task WriteErrorAsync(HttpContext context, int status, string text) => GrainErrors.WriteAsync(context, status, text);

    public override string? CredentialIn(HttpRequest request) => GrainSignIn.Token(request) is { } token
        ? token.StartsWith("SANDBOX-", StringComparison.Ordinal) ? token : $"token-{Chance.Hash(token):x16}"
        : null;

    public override string CallId(Company company, WorldCall call) => $"{GrainCompany.RecordingId(call)}";

    public override bool HasRecording(WorldCall call) => faults.Lasting(FaultKind.MissingMedia, GrainPaths.Vendor, call.Id) is null;

    public override object Limits(Company company) => new { requestsPerMinute = ((GrainCompany)company).Limit.Limit };

    public override void SetLimits(Company company, JsonElement limits)
    {
        if (limits.TryGetProperty("requestsPerMinute", out var wanted))
        {
            ((GrainCompany)company).Limit.Limit = wanted.GetInt32();
        }
    }

    public override void RevokeTokens(bool refreshTokens) => tokens.Revoke(refreshTokens);

    public override void Reset()
    {
        base.Reset();
        hooks.Forget();
    }

    public override Task AnnounceAsync(Company company, WorldCall call, CancellationToken cancellationToken) =>
        hooks.SendAsync((GrainCompany)company, call, cancellationToken);

    public override SampleOAuth OAuth(string origin) => new(
        Slug,
        $"{origin}{GrainPaths.OAuth}/authorize",
        $"{origin}{GrainPaths.OAuth}/token",
        ConsentPage.ClientId,
        ConsentPage.ClientSecret,
        [],
        Options.Grain.RedirectUris);

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", Options.Grain.Calls,
        [
            new() { Key = "SANDBOX-GRAIN-FULL", Shows = "A workspace token: every recording with transcript" },
            new() { Key = "SANDBOX-GRAIN-NORECORDINGS", Shows = "A personal token of somebody who sees no recording: every list is empty", SeesCalls = false },
            new() { Key = "SANDBOX-GRAIN-BLOCKED", Shows = "A token that may not read recordings: 403", State = KeyState.Blocked },
            new() { Key = "SANDBOX-GRAIN-REVOKED", Shows = "A revoked token: 401", State = KeyState.Revoked },
        ]),
        ("Harborline Labs", 0, [new() { Key = "SANDBOX-GRAIN-EMPTY", Shows = "A workspace that has no recordings yet" }]),
    ];

    protected override GrainCompany NewCompany(string slug, string name, int number, SalesWorld world) =>
        new(slug, name, world, new RequestWindow(TimeSpan.FromMinutes(1), Time) { Limit = Options.Grain.RequestsPerMinute });

    protected override Account NewAccount(string company) =>
        new() { Key = $"SANDBOX-{company.ToUpperInvariant()}", Shows = $"Every recording of {company}" };
}
