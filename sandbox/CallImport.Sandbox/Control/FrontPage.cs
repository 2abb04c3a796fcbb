using CallImport.Sandbox.Gong;

namespace CallImport.Sandbox.Control;

internal sealed record SampleAccount(string Platform, string BaseUrl, string ApiKey, string Shows, string State);

internal sealed record SampleOAuth(
    string Platform, string AuthorizationUrl, string TokenUrl, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes,
    IEnumerable<string> RedirectUris);

internal sealed record SampleAccounts(IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleOAuth> OAuth);

/// <summary>What there is to try: as a page for people and as JSON for programs.</summary>
internal sealed class FrontPage(GongDirectory gong, SandboxOptions options)
{
    public SampleAccounts Accounts(HttpRequest request)
    {
        var root = $"{request.Scheme}://{request.Host}";
        var accounts = gong.Companies
            .OrderBy(company => company.Slug, StringComparer.Ordinal)
            .SelectMany(company => company.Accounts)
            .Select(account => new SampleAccount(
                "gong", root + GongPaths.Root, $"{account.AccessKey}:{account.Secret}", account.Shows, account.State.ToString()))
            .ToList();
        return new SampleAccounts(accounts, [new SampleOAuth(
            "gong",
            $"{root}{GongPaths.OAuth}/authorize",
            $"{root}{GongPaths.OAuth}/generate-customer-token",
            GongApps.ClientId,
            GongApps.ClientSecret,
            [.. GongScopes.All],
            options.Gong.RedirectUris)]);
    }

    public Task ShowAsync(HttpContext context)
    {
        var all = Accounts(context.Request);
        var rows = all.Accounts.Select(account => $"<tr><td><code>{account.ApiKey}</code></td><td>{account.Shows}</td></tr>");
        var oauth = all.OAuth[0];
        return Page.WriteAsync(context, "Sandbox platforms", $"""
            <p>Stands in for the platforms that calls are imported from. People, calls and voices are made up; what is said in a
            recording is exactly what its transcript says. Nothing here is secret.</p>
            <h2>Gong</h2>
            <p>Base address <code>{all.Accounts[0].BaseUrl}</code> · {gong.Sample.World.Order.Count} calls</p>
            <table><thead><tr><th>Access key : secret</th><th>What it shows</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table>
            <p>OAuth: client <code>{oauth.ClientId}</code>, secret <code>{oauth.ClientSecret}</code>,
            sign-in page <code>{oauth.AuthorizationUrl}</code></p>
            <h2>For tests</h2>
            <p><a href="/_control/accounts">accounts</a> · <a href="/_control/state">state</a> · <a href="/_control/stats">stats</a> ·
            <a href="/_control/ledger">ledger</a>; faults, limits and sizes are set by <code>POST /_control/…</code>, see docs/sandbox.md.</p>
            """);
    }
}
