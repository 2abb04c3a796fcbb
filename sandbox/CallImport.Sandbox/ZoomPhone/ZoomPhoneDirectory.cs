using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>All accounts and their server-to-server apps.</summary>
internal sealed class ZoomPhoneDirectory(
    Stage stage, SandboxOptions options, FaultBook faults, ZoomPhoneTokens tokens, ZoomPhoneMapper mapper, ZoomPhoneAnnouncer announcer, TimeProvider time)
    : VendorDirectory<ZoomPhoneCompany>(stage, options, options.ZoomPhone, time)
{
    private readonly TimeProvider _time = time;
    private readonly ZoomPhoneSandboxOptions _own = options.ZoomPhone;

    public override string Slug => ZoomPhonePaths.Vendor;

    public override string Name => "Zoom Phone";

    public override string Root => ZoomPhonePaths.Root;

    public override string KeyLabel => "Account ID : client ID : client secret";

    public override VendorPart? PartAt(PathString path) =>
        path.StartsWithSegments(ZoomPhonePaths.Files) ? VendorPart.Media
        : path.StartsWithSegments(ZoomPhonePaths.OAuth) ? VendorPart.Pages
        : path.StartsWithSegments(ZoomPhonePaths.Root) ? VendorPart.Api
        : null;

    public override Task WriteErrorAsync(HttpContext context, int status, string text) => ZoomPhoneErrors.WriteAsync(context, status, text);

    /// <summary>Each group of limits has a pause of its own, so each is counted by itself.</summary>
    public override string? CredentialIn(HttpRequest request) => ZoomPhoneSignIn.TokenIn(request) is { } token
        ? $"token-{Chance.Hash(token):x16}/{(IsMedium(request.Path) ? ZoomPhoneSignIn.Medium : ZoomPhoneSignIn.Light)}"
        : null;

    public override string CallId(Company company, WorldCall call) => ZoomPhoneIds.Recording(call.Id);

    public override string Title(WorldCall call) => ZoomPhoneMapper.Title(call);

    public override bool HasRecording(WorldCall call) => faults.Lasting(FaultKind.MissingMedia, Slug, call.Id) is null;

    public override object Limits(Company company) =>
        new { mediumPerSecond = ((ZoomPhoneCompany)company).Medium.Limit, lightPerSecond = ((ZoomPhoneCompany)company).Light.Limit };

    public override void SetLimits(Company company, JsonElement limits)
    {
        var (account, wanted) = ((ZoomPhoneCompany)company, limits.Deserialize<Wanted>(JsonSerializerOptions.Web));
        account.Medium.Limit = wanted?.MediumPerSecond ?? account.Medium.Limit;
        account.Light.Limit = wanted?.LightPerSecond ?? account.Light.Limit;
    }

    public override void Reset()
    {
        base.Reset();
        announcer.Forget();
    }

    public override Task AnnounceAsync(Company company, WorldCall call, CancellationToken cancellationToken) => company == Sample
        ? announcer.SendAsync(mapper.Recording("https://zoom.us/v2", Sample, call), cancellationToken)
        : Task.CompletedTask;

    public override void RevokeTokens(bool refreshTokens) => tokens.Revoke(refreshTokens);

    public override SampleOAuth OAuth(string origin) => new(
        Slug,
        $"{origin}{ZoomPhonePaths.OAuth}/authorize",
        $"{origin}{ZoomPhonePaths.OAuth}/token",
        ConsentPage.ClientId,
        ConsentPage.ClientSecret,
        [],
        _own.RedirectUris);

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", _own.Calls, ZoomPhoneSampleKeys.All()),
        ("Harborline Labs", 0, [ZoomPhoneSampleKeys.Empty()]),
    ];

    protected override ZoomPhoneCompany NewCompany(string slug, string name, int number, SalesWorld world) => new(slug, name, world, _own, _time);

    protected override Account NewAccount(string company) => new()
    {
        Key = $"{company}:SANDBOX-{company.ToUpperInvariant()}",
        Secret = $"{company}-sandbox-secret",
        Shows = $"All rights on {company}",
        Scopes = ZoomPhoneScopes.All,
    };

    private static bool IsMedium(PathString path) => path.Value?.Contains("/phone/recordings", StringComparison.Ordinal) == true
        || path.Value?.Contains("/phone/recording/", StringComparison.Ordinal) == true;

    private sealed record Wanted(int? MediumPerSecond, int? LightPerSecond);
}
