using System.Globalization;

namespace CallImport.Sandbox.Vendors;

/// <summary>Addresses of recordings: they carry their own permission and end by themselves.</summary>
internal sealed class MediaUrls(Signer signer, TimeProvider time)
{
    public (string Url, DateTimeOffset Expires) Sign(HttpRequest request, string path, int seconds)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds());
        var mark = expires.ToUnixTimeSeconds();
        return ($"{request.Scheme}://{request.Host}{path}?expires={mark}&signature={signer.Sign($"{path}?{mark}")}", expires);
    }

    public bool IsValid(HttpRequest request) =>
        long.TryParse(request.Query["expires"], CultureInfo.InvariantCulture, out var expires)
        && signer.IsSigned($"{request.Path}?{expires}", request.Query["signature"])
        && time.GetUtcNow().ToUnixTimeSeconds() < expires;
}
