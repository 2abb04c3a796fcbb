using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>An account of Zoom, with the limits that all its apps share.</summary>
internal sealed class ZoomPhoneCompany(string slug, string name, SalesWorld world, ZoomPhoneSandboxOptions options, TimeProvider time) : Company(slug, name, world)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public RequestWindow Medium { get; } = new(Second, time) { Limit = options.MediumPerSecond };

    public RequestWindow Light { get; } = new(Second, time) { Limit = options.LightPerSecond };
}

/// <summary>Who is calling, once signed in.</summary>
internal sealed record ZoomPhoneCaller(ZoomPhoneCompany Company)
{
    public static ZoomPhoneCaller Of(HttpContext context) => context.Items[typeof(ZoomPhoneCaller)] as ZoomPhoneCaller
        ?? throw new InvalidOperationException("The sign-in filter has not run.");
}

/// <summary>Zoom knows a recording by 32 hex digits and its file by yet another id; both lead back to the call.</summary>
internal static class ZoomPhoneIds
{
    public static string Recording(string callId)
    {
        var number = ulong.Parse(callId, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{number:x16}{Chance.Mix(number):x16}");
    }

    public static string File(string callId) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"f{callId}"));

    public static int? Find(SalesWorld world, string? recordingId) =>
        recordingId is { Length: 32 } && ulong.TryParse(recordingId.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && world.Find(number.ToString(CultureInfo.InvariantCulture)) is { } index && Recording(world.Id(index)) == recordingId
            ? index
            : null;

    public static int? FindFile(SalesWorld world, string? fileId) =>
        fileId is not null && Base64Url.IsValid(fileId) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(fileId)) is ['f', .. var callId] ? world.Find(callId) : null;
}
