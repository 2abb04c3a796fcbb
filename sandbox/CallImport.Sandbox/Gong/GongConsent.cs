using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

/// <summary>Where a customer's administrator allows an app.</summary>
internal sealed class GongConsent(GongDirectory directory, GongTokens tokens, SandboxOptions options)
{
    private ConsentApp App => new()
    {
        Vendor = directory.Name,
        Company = directory.Sample.Name,
        Address = $"{GongPaths.OAuth}/authorize",
        ClientId = ConsentPage.ClientId,
        RedirectUris = options.Gong.RedirectUris,
        Scopes = GongScopes.All,
        Allow = (scopes, redirectUri, challenge) => tokens.Allow(directory.Sample, scopes, redirectUri, challenge),
    };

    public Task ShowAsync(HttpContext context) => ConsentPage.ShowAsync(context, App);

    public Task DecideAsync(HttpContext context) => ConsentPage.DecideAsync(context, App);
}
