using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

/// <summary>All companies and their keys.</summary>
internal sealed class FathomDirectory(Stage stage, SandboxOptions options, FaultBook faults, FathomTokens tokens, FathomHooks hooks, TimeProvider time)
    : VendorDirectory<FathomCompany>(stage, options, options.Fathom, time)
{
    public override string Slug => FathomPaths.Vendor;

    public override string Name => "Fathom";

    public override string Root => FathomPaths.Root;

    public override VendorPart? PartAt(PathString path) =>
        path.StartsWithSegments(FathomPaths.Media) ? VendorPart.Media
        : path.StartsWithSegments(FathomPaths.OAuth) ? VendorPart.Pages
        : path.StartsWithSegments(FathomPaths.Root) ? VendorPart.Api
        : null;

    public override Task WriteErrorAsync(HttpContext context, int status, string text) => FathomErrors.WriteAsync(context, status, text);

    public override string? CredentialIn(HttpRequest request) => FathomSignIn.CredentialIn(request) is { } credential
        ? credential.StartsWith("SANDBOX-", StringComparison.Ordinal) ? credential : $"token-{Chance.Hash(credential):x16}"
        : null;

    public override string CallId(Company company, WorldCall call) => $"{((FathomCompany)company).RecordingId(call)}";

    public override bool HasRecording(WorldCall call) => faults.Lasting(FaultKind.MissingMedia, FathomPaths.Vendor, call.Id) is null;

    public override object Limits(Company company)
    {
        var limits = ((FathomCompany)company).Limits;
        return new
        {
            requestsPerMinute = limits.Global.Limit,
            heavyPerMinute = limits.Heavy.Limit,
            downloadsPerMinute = limits.Downloads.Limit,
        };
    }

    public override void SetLimits(Company company, JsonElement limits)
    {
        var (held, wanted) = (((FathomCompany)company).Limits, limits.Deserialize<WantedLimits>(JsonSerializerOptions.Web));
        held.Global.Limit = wanted?.RequestsPerMinute ?? held.Global.Limit;
        held.Heavy.Limit = wanted?.HeavyPerMinute ?? held.Heavy.Limit;
        held.Downloads.Limit = wanted?.DownloadsPerMinute ?? held.Downloads.Limit;
    }

    public override void RevokeTokens(bool refreshTokens) => tokens.Revoke(refreshTokens);

    public override void Reset()
    {
        base.Reset();
        hooks.Forget();
    }

    public override Task AnnounceAsync(Company company, WorldCall call, CancellationToken cancellationToken) =>
        hooks.SendAsync((FathomCompany)company, call, cancellationToken);

    public override SampleOAuth OAuth(string origin) => new(
        Slug,
        $"{origin}{FathomPaths.OAuth}/authorize",
        $"{origin}{FathomPaths.OAuth}/token",
        ConsentPage.ClientId,
        ConsentPage.ClientSecret,
        [.. FathomTokens.Scopes],
        Options.Fathom.RedirectUris);

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", Options.Fathom.Calls,
        [
            new() { Key = "SANDBOX-FATHOM-FULL", Shows = "Every meeting with recording and transcript", Scopes = FathomSignIn.MayDownload },
            new() { Key = "SANDBOX-FATHOM-NOMEETINGS", Shows = "A user with whom nobody shares a meeting: every list is empty", SeesCalls = false },
            new() { Key = "SANDBOX-FATHOM-NODOWNLOAD", Shows = "Meetings and transcripts, but recordings are shared for viewing only (403)" },
            new() { Key = "SANDBOX-FATHOM-REVOKED", Shows = "A revoked key: 401", State = KeyState.Revoked },
        ]),
        ("Harborline Labs", 0, [new() { Key = "SANDBOX-FATHOM-EMPTY", Shows = "A company that has no meetings yet", Scopes = FathomSignIn.MayDownload }]),
    ];

    protected override FathomCompany NewCompany(string slug, string name, int number, SalesWorld world) =>
        new(slug, name, number, world, new FathomLimits(Options.Fathom, Time));

    protected override Account NewAccount(string company) =>
        new() { Key = $"SANDBOX-{company.ToUpperInvariant()}", Shows = $"Every meeting of {company}", Scopes = FathomSignIn.MayDownload };

    private sealed record WantedLimits(int? RequestsPerMinute, int? HeavyPerMinute, int? DownloadsPerMinute);
}
