using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>Where a customer's administrator allows an app. Scopes belong to the registered app; PKCE is wanted.</summary>
internal sealed class RingCentralConsent(RingCentralDirectory directory, RingCentralTokens tokens, SandboxOptions options)
{
    private ConsentApp App => new()
    {
        Vendor = directory.Name,
        Company = directory.Sample.Name,
        Address = $"{RingCentralPaths.OAuth}/authorize",
        ClientId = ConsentPage.ClientId,
        RedirectUris = options.RingCentral.RedirectUris,
        Scopes = new HashSet<string>(),
        NeedsChallenge = true,
        Allow = (_, redirectUri, challenge) => tokens.Allow(directory.Sample, RingCentralScopes.All, redirectUri, challenge),
    };

    public Task ShowAsync(HttpContext context) => ConsentPage.ShowAsync(context, App);

    public Task DecideAsync(HttpContext context) => ConsentPage.DecideAsync(context, App);
}
