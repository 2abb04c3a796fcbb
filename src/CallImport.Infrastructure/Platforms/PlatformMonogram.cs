using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms;

/// <summary>A mark of our own for a platform: its initials on a colour that follows from its name. No vendor's artwork.</summary>
public static class PlatformMonogram
{
    /// <returns>An SVG image of 48 × 48 units, readable on light and dark ground.</returns>
    public static string Draw(PlatformDescriptor platform)
    {
        var hue = SHA256.HashData(Encoding.UTF8.GetBytes(platform.Slug))[0] * 360 / 256;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img" aria-label="{platform.DisplayName}">
            <rect width="48" height="48" rx="12" fill="hsl({hue} 55% 38%)"/>
            <text x="24" y="31" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" font-weight="600" fill="#fff">{Initials(platform.DisplayName)}</text>
            </svg>
            """;
    }

    /// <summary>First letters of two words, of two humps, or the first two letters.</summary>
    private static string Initials(string name)
    {
        var starts = name.Where((letter, index) => char.IsUpper(letter) || (index > 0 && name[index - 1] == ' ') || char.IsDigit(letter)).Take(2).ToArray();
        return starts.Length == 2 ? new string(starts) : name[..Math.Min(2, name.Length)];
    }
}
