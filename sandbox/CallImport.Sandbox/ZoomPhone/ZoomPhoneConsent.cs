using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Where a customer's administrator allows an app. Scopes belong to the registered app; PKCE is wanted.</summary>
internal sealed class ZoomPhoneConsent(ZoomPhoneDirectory directory, ZoomPhoneTokens tokens, SandboxOptions options)
{
    private ConsentApp App => new()
    {
        Vendor = directory.Name,
        Company = directory.Sample.Name,
        Address = $"{ZoomPhonePaths.OAuth}/authorize",
        ClientId = ConsentPage.ClientId,
        RedirectUris = options.ZoomPhone.RedirectUris,
        Scopes = new HashSet<string>(),
        NeedsChallenge = true,
        Allow = (_, redirectUri, challenge) => tokens.Allow(directory.Sample, ZoomPhoneScopes.All, redirectUri, challenge),
    };

    public Task ShowAsync(HttpContext context) => ConsentPage.ShowAsync(context, App);

    public Task DecideAsync(HttpContext context) => ConsentPage.DecideAsync(context, App);
}
