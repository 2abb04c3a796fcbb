using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Control;

internal sealed record SampleAccount(string Platform, string BaseUrl, string ApiKey, string Shows, string State);

internal sealed record SampleOAuth(
    string Platform, string AuthorizationUrl, string TokenUrl, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes,
    IEnumerable<string> RedirectUris);

internal sealed record SampleAccounts(IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleOAuth> OAuth);

/// <summary>What there is to try: as a page for people and as JSON for programs.</summary>
internal sealed class FrontPage(VendorRegister vendors)
{
    public SampleAccounts Accounts(HttpRequest request)
    {
        var origin = Origin(request);
        return new SampleAccounts(
            [.. vendors.All.SelectMany(vendor => Accounts(vendor, origin))],
            [.. vendors.All.Select(vendor => vendor.OAuth(origin)).OfType<SampleOAuth>()]);
    }

    public Task ShowAsync(HttpContext context)
    {
        var origin = Origin(context.Request);
        return Page.WriteAsync(context, "Sandbox platforms", $"""
            <p>Stands in for the platforms that calls are imported from. People, calls and voices are made up; what is said in a
            recording is exactly what its transcript says. Nothing here is secret.</p>
            {string.Concat(vendors.All.Select(vendor => Section(vendor, origin)))}
            <h2>For tests</h2>
            <p><a href="/_control/accounts">accounts</a> · <a href="/_control/state">state</a> · <a href="/_control/stats">stats</a> ·
            <a href="/_control/ledger">ledger</a>; faults, limits and sizes are set by <code>POST /_control/…</code>, see docs/sandbox.md.</p>
            """);
    }

    private static string Section(Vendor vendor, string origin)
    {
        var rows = Accounts(vendor, origin).Select(account => $"<tr><td><code>{account.ApiKey}</code></td><td>{account.Shows}</td></tr>");
        var signIn = vendor.OAuth(origin) is { } oauth
            ? $"""
                <p>OAuth: client <code>{oauth.ClientId}</code>, secret <code>{oauth.ClientSecret}</code>,
                sign-in page <code>{oauth.AuthorizationUrl}</code></p>
                """
            : "";
        return $"""
            <h2>{vendor.Name}</h2>
            <p>Base address <code>{origin}{vendor.Root}</code> · {vendor.SampleCompany.World.Order.Count} calls</p>
            <table><thead><tr><th>{vendor.KeyLabel}</th><th>What it shows</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table>
            {signIn}
            """;
    }

    private static IEnumerable<SampleAccount> Accounts(Vendor vendor, string origin) => vendor.Companies
        .SelectMany(company => company.Accounts)
        .Select(account => new SampleAccount(vendor.Slug, origin + vendor.Root, account.ApiKey, account.Shows, account.State.ToString()));

    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
