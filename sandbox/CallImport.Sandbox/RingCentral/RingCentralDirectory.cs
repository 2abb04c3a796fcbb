using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

/// <summary>All companies and their JWT credentials.</summary>
internal sealed class RingCentralDirectory(
    Stage stage, SandboxOptions options, FaultBook faults, RingCentralTokens tokens, RingCentralSubscriptions subscriptions, TimeProvider time)
    : VendorDirectory<RingCentralCompany>(stage, options, options.RingCentral, time)
{
    private readonly RingCentralSandboxOptions _own = options.RingCentral;
    private readonly TimeProvider _time = time;

    public override string Slug => RingCentralPaths.Vendor;

    public override string Name => "RingCentral";

    public override string Root => RingCentralPaths.Root;

    public override string KeyLabel => "JWT credential";

    public override VendorPart? PartAt(PathString path) =>
        path.StartsWithSegments(RingCentralPaths.OAuth) ? VendorPart.Pages
        : path.StartsWithSegments(RingCentralPaths.Media) || path.StartsWithSegments(RingCentralPaths.Root) ? VendorPart.Api
        : null;

    public override bool ServesRecordingsAt(PathString path) => path.StartsWithSegments(RingCentralPaths.Media);

    public override Task WriteErrorAsync(HttpContext context, int status, string text) => RingCentralErrors.WriteAsync(context, status, text);

    /// <summary>Each group of limits has a pause of its own, so each is counted by itself.</summary>
    public override string? CredentialIn(HttpRequest request) => RingCentralSignIn.TokenIn(request) is { } token
        ? $"token-{Chance.Hash(token):x16}/{GroupOf(request.Path)}"
        : null;

    public override string Title(WorldCall call) => RingCentralMapper.Title(call);

    public override bool HasRecording(WorldCall call) => faults.Lasting(FaultKind.MissingMedia, Slug, call.Id) is null;

    public override object Limits(Company company)
    {
        var limiter = ((RingCentralCompany)company).Limiter;
        return new
        {
            heavyPerMinute = limiter.Group(RingCentralLimiter.Heavy).Limit,
            mediumPerMinute = limiter.Group(RingCentralLimiter.Medium).Limit,
            lightPerMinute = limiter.Group(RingCentralLimiter.Light).Limit,
            authPerMinute = limiter.Group(RingCentralLimiter.Auth).Limit,
            penaltySeconds = limiter.Penalty.TotalSeconds,
        };
    }

    public override void SetLimits(Company company, JsonElement limits)
    {
        var (limiter, wanted) = (((RingCentralCompany)company).Limiter, limits.Deserialize<Wanted>(RingCentralErrors.Json));
        Set(RingCentralLimiter.Heavy, wanted?.HeavyPerMinute);
        Set(RingCentralLimiter.Medium, wanted?.MediumPerMinute);
        Set(RingCentralLimiter.Light, wanted?.LightPerMinute);
        Set(RingCentralLimiter.Auth, wanted?.AuthPerMinute);
        limiter.Penalty = wanted?.PenaltySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : limiter.Penalty;

        void Set(string group, int? limit) => limiter.Group(group).Limit = limit ?? limiter.Group(group).Limit;
    }

    public override void Reset()
    {
        base.Reset();
        subscriptions.Forget();
    }

    public override Task AnnounceAsync(Company company, WorldCall call, CancellationToken cancellationToken) =>
        subscriptions.SendAsync((RingCentralCompany)company, call, cancellationToken);

    public override void RevokeTokens(bool refreshTokens) => tokens.Revoke(refreshTokens);

    public override SampleOAuth OAuth(string origin) => new(
        Slug,
        $"{origin}{RingCentralPaths.OAuth}/authorize",
        $"{origin}{RingCentralPaths.OAuth}/token",
        ConsentPage.ClientId,
        ConsentPage.ClientSecret,
        [],
        _own.RedirectUris);

    protected override IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies() =>
    [
        ("Harborline", _own.Calls, RingCentralSampleKeys.All()),
        ("Harborline Labs", 0, [RingCentralSampleKeys.Empty()]),
    ];

    protected override RingCentralCompany NewCompany(string slug, string name, int number, SalesWorld world) =>
        new(slug, name, number, world, new RingCentralLimiter(_own, _time));

    protected override Account NewAccount(string company) => new()
    {
        Key = $"SANDBOX-{company.ToUpperInvariant()}",
        Shows = $"All rights on {company}",
        Scopes = RingCentralScopes.All,
    };

    private static string GroupOf(PathString path) => path.Value switch
    {
        { } text when text.Contains("/call-log", StringComparison.Ordinal) || text.Contains("/recording/", StringComparison.Ordinal) => RingCentralLimiter.Heavy,
        { } text when text.EndsWith("/extension", StringComparison.Ordinal) => RingCentralLimiter.Medium,
        _ => RingCentralLimiter.Light,
    };

    private sealed record Wanted(int? HeavyPerMinute, int? MediumPerMinute, int? LightPerMinute, int? AuthPerMinute, double? PenaltySeconds);
}
