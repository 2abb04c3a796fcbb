using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>Addresses of recordings: they carry their own permission and end by themselves.</summary>
internal sealed class GongMediaUrls(GongSigner signer, SandboxOptions options, TimeProvider time)
{
    public string Url(HttpRequest request, GongCompany company, WorldCall call)
    {
        var expires = time.GetUtcNow().AddSeconds(options.Gong.MediaUrlSeconds).ToUnixTimeSeconds();
        var path = $"{GongPaths.Media}/{company.Slug}/{call.Id}.mp3";
        return $"{request.Scheme}://{request.Host}{path}?expires={expires}&signature={signer.Sign($"{path}?{expires}")}";
    }

    public bool IsValid(HttpRequest request) =>
        long.TryParse(request.Query["expires"], System.Globalization.CultureInfo.InvariantCulture, out var expires)
        && signer.IsSigned($"{request.Path}?{expires}", request.Query["signature"])
        && time.GetUtcNow().ToUnixTimeSeconds() < expires;
}
