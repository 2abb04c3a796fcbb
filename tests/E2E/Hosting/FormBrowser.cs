using System.Net;
using System.Text.RegularExpressions;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>As much of a browser as signing in needs: cookies and the form's token, no scripts, no redirects.</summary>
internal sealed partial class FormBrowser : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, UseCookies = true };
    private readonly HttpClient client;

    public FormBrowser() => client = new HttpClient(handler);

    public CookieContainer Cookies => handler.CookieContainer;

    public async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken) => await client.GetAsync(address, cancellationToken);

    /// <returns>where the form leads to</returns>
    public async Task<Uri?> SignInAsync(Uri server, string email, string password, string returnUrl, CancellationToken cancellationToken) =>
        await PostAsync(server, "/login", new() { ["email"] = email, ["password"] = password, ["returnUrl"] = returnUrl }, cancellationToken);

    public async Task<Uri?> PostAsync(Uri server, string path, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var page = await client.GetStringAsync(new Uri(server, "/login"), cancellationToken);
        fields["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri(server, path), form, cancellationToken);
        return answer.Headers.Location;
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
