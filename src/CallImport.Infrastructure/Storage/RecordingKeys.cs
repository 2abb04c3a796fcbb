using System.Globalization;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Storage;

/// <summary>The only place that makes keys. They hold ids of ours, never anything a platform sent; the epoch keeps two workers apart.</summary>
internal static partial class RecordingKeys
{
    public const string StagingPrefix = ".incoming/";

    public static string Staging(Guid importedCallId, long epoch) => $"{StagingPrefix}{importedCallId:N}.{epoch}";

    /// <param name="extension">From the sniffed media type, without a dot.</param>
    public static string Final(Guid workspaceId, Guid importedCallId, long epoch, string extension) =>
        $"{workspaceId:N}/{importedCallId:N}.{epoch}.{extension}";

    public static bool IsStaging(string key) => key.StartsWith(StagingPrefix, StringComparison.Ordinal);

    public static bool IsOurs(string key) => WellFormed().IsMatch(key);

    /// <returns>whose work an object is; null for what is nobody's</returns>
    public static (Guid CallId, long Epoch)? OwnerOf(string key)
    {
        var name = key[(key.LastIndexOf('/') + 1)..].Split('.');
        return name.Length >= 2 && Guid.TryParseExact(name[0], "N", out var callId) && long.TryParse(name[1], CultureInfo.InvariantCulture, out var epoch)
            ? (callId, epoch)
            : null;
    }

    /// <exception cref="ArgumentException">The key is not one of ours.</exception>
    public static string Checked(string key) => WellFormed().IsMatch(key) ? key : throw new ArgumentException("This is not the key of a recording.", nameof(key));

    [GeneratedRegex(@"^(\.incoming/[0-9a-z-]{1,64}(\.[0-9]{1,19})?|[0-9a-f]{32}/[0-9a-f]{32}\.[0-9]{1,19}\.[0-9a-z]{1,8})\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
