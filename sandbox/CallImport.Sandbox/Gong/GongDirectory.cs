using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>All companies and their keys.</summary>
internal sealed class GongDirectory(Stage stage, SandboxOptions options, FaultBook faults, GongTokens tokens, TimeProvider time)
    : VendorDirectory<GongCompany>(stage, options, options.Gong, time)
{
    public override string Slug => GongPaths.Vendor;

    public override string Name => "Gong";

    public override string Root => GongPaths.Root;

    public override string KeyLabel => "Access key : secret";

    public override VendorPart? PartAt(PathString path) =>
        path.StartsWithSegments(GongPaths.Media) ? VendorPart.Media
        : path.StartsWithSegments(GongPaths.OAuth) ? VendorPart.Pages
        : path.StartsWithSegments(GongPaths.Root) ? VendorPart.Api
        : null;

    public override Task WriteErrorAsync(HttpContext context, int status, string text) => GongErrors.WriteAsync(context, status, text);

    /// <summary>Tells credentials apart without keeping a secret: the key, or a mark of the token.</summary>
    public override string? CredentialIn(HttpRequest request) => GongSignIn.Parse(request) switch
    {
        null => null,
        { Scheme: var scheme, Parameter: var key } when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => GongSignIn.Decode(key)?.Split(':')[0],
        { Parameter: var token } => $"token-{Chance.Hash(token ?? ""):x16}",
    };

    public override bool HasRecording(WorldCall call) => faults.Lasting(FaultKind.MissingMedia, GongPaths.Vendor, call.Id) is null;

    public override object Limits(Company company)
    {
        var limiter = ((GongCompany)company).Limiter;
        return new { requestsPerSecond = limiter.PerSecond, requestsPerDay = limiter.PerDay, usedToday = limiter.UsedToday };
    }

    public override void SetLimits(Company company, JsonElement limits)
    {
        var (limiter, wanted) = (((GongCompany)company).Limiter, limits.Deserialize<GongLimits>(GongJson.Plain));
        limiter.PerSecond = wanted?.RequestsPerSecond ?? limiter.PerSecond;
        limiter.PerDay = wanted?.RequestsPerDay ?? limiter.PerDay;
        if (wanted?.UsedToday is { } used)
        {
            limiter.Spend(used, wanted.RenewsInSeconds);
        }
    }

    public override void RevokeTokens(bool refreshTokens) => tokens.Revoke(refreshTokens);

    public override SampleOAuth OAuth(string origin) => new(
        Slug,
        $"{origin}{GongPaths.OAuth}/authorize",
        $"{origin}{GongPaths.OAuth}/generate-customer-token",
        ConsentPage.ClientId,
        ConsentPage.ClientSecret,
        [.. GongScopes.All],
        Options.Gong.RedirectUris);

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", Options.Gong.Calls, GongSampleKeys.All()),
        ("Harborline Labs", 0, [GongSampleKeys.Empty()]),
    ];

    protected override GongCompany NewCompany(string slug, string name, int number, SalesWorld world) => new(
        slug, name, number, world, new GongLimiter(Time) { PerSecond = Options.Gong.RequestsPerSecond, PerDay = Options.Gong.RequestsPerDay });

    protected override Account NewAccount(string company) => new()
    {
        Key = $"SANDBOX-GONG-{company.ToUpperInvariant()}",
        Secret = $"{company}-sandbox-secret",
        Shows = $"All rights on {company}",
        Scopes = GongScopes.All,
    };

    protected override string SlugOf(int number) => $"company-{number + 17}";

    private sealed record GongLimits(int? RequestsPerSecond, int? RequestsPerDay, int? UsedToday, double? RenewsInSeconds);
}
