using System.Net;
using CallImport.Domain;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Which addresses a user may enter as the API root of an account. Names are checked again at each connection, by what they resolve to.</summary>
internal sealed class BaseUrlRules(EgressGuard egress)
{
    private const int Longest = 500;

    /// <returns>the address without a trailing slash; null when none was entered</returns>
    public Result<string?> Check(string? entered)
    {
        if (string.IsNullOrWhiteSpace(entered))
        {
            return (string?)null;
        }

        var text = entered.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = $"https://{text}";
        }

        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return new BaseUrlUnusable("it is not an address such as https://api.example.com.");
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 || text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
        {
            return new BaseUrlUnusable("leave out user names, question marks and hash signs.");
        }

        return Refusal(url) is { } refusal ? refusal : url.AbsoluteUri.TrimEnd('/');
    }

    private BaseUrlUnusable? Refusal(Uri url)
    {
        var encrypted = url.Scheme == Uri.UriSchemeHttps;
        if (!encrypted && url.Scheme != Uri.UriSchemeHttp)
        {
            return new BaseUrlUnusable("it has to begin with https://.");
        }

        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            return egress.Permits(address, url.Port, encrypted) ? null
                : egress.Permits(address, url.Port, encrypted: true) ? new BaseUrlUnusable("it has to begin with https://.")
                : new BaseUrlUnusable("this server may not connect there.");
        }

        return encrypted || url.IsLoopback ? null : new BaseUrlUnusable("it has to begin with https://.");
    }
}
