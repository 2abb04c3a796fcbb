using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Where the next page starts: good for a quarter of an hour, and for the same arguments only.</summary>
internal sealed class ZoomPhonePageTokens(Signer signer, SandboxOptions options, TimeProvider time)
{
    public string Write(int skip, string arguments)
    {
        var until = time.GetUtcNow().AddSeconds(options.ZoomPhone.PageTokenSeconds).ToUnixTimeSeconds();
        var content = string.Create(CultureInfo.InvariantCulture, $"{skip}|{until}|{arguments}");
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content))}.{signer.Sign(content)}";
    }

    /// <returns>null for one that is not, or no longer, taken</returns>
    public int? Read(string text, string arguments)
    {
        if (text.Split('.') is not [var encoded, var signature] || !Base64Url.IsValid(encoded))
        {
            return null;
        }

        var content = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
        return signer.IsSigned(content, signature) && content.Split('|', 3) is [var skip, var until, var known] && known == arguments
            && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? int.Parse(skip, CultureInfo.InvariantCulture)
                : null;
    }
}
