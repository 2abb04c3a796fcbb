using System.Globalization;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Tells a call of the world in Zoom's words.</summary>
internal sealed class ZoomPhoneMapper(FaultBook faults)
{
    public static string Title(WorldCall call) => $"{Caller(call).Name} → {Callee(call).Name}";

    public object Recording(HttpRequest request, ZoomPhoneCompany company, WorldCall call) =>
        Recording($"{request.Scheme}://{request.Host}{ZoomPhonePaths.Versioned}", company, call);

    /// <param name="origin">Below which the files are asked for.</param>
    public object Recording(string origin, ZoomPhoneCompany company, WorldCall call)
    {
        var bare = faults.Lasting(FaultKind.NullFields, ZoomPhonePaths.Vendor, call.Id) is not null
            || faults.Lasting(FaultKind.MissingParties, ZoomPhonePaths.Vendor, call.Id) is not null;
        var (caller, callee, host) = (Caller(call), Callee(call), call.Cast.Host);
        var (id, seconds) = (ZoomPhoneIds.Recording(call.Id), company.World.Duration(call).TotalSeconds);
        return new
        {
            Id = id,
            CallId = call.Id[..19],
            CallLogId = $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}",
            CallElementId = $"{call.Started:yyyyMMdd}-{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}",
            CallerName = bare ? null : caller.Name,
            CallerNumber = bare ? null : Number(caller),
            CallerNumberType = bare ? (int?)null : NumberType(caller),
            CalleeName = bare ? null : callee.Name,
            CalleeNumber = bare ? null : Number(callee),
            CalleeNumberType = bare ? (int?)null : NumberType(callee),
            OutgoingBy = bare || IsInbound(call) ? null : By(host),
            AcceptedBy = bare || !IsInbound(call) ? null : By(host),
            Direction = IsInbound(call) ? "inbound" : "outbound",
            DateTime = Time(call.Started),
            EndTime = Time(call.Started.AddSeconds(seconds)),
            Duration = (int)seconds,
            RecordingType = "Automatic",
            Owner = new { Type = "user", Id = UserId(host), host.Name, ExtensionNumber = 1000123000 + host.Number },
            Site = new { Id = "8f71O6rWT8KFUGQmJIFAdQ", Name = "Main Site" },
            DownloadUrl = $"{origin}/phone/recording/download/{ZoomPhoneIds.File(call.Id)}",
            TranscriptDownloadUrl = $"{origin}/phone/recording_transcript/download/{id}",
            DisclaimerStatus = 0,
            AutoDeleteEnable = true,
            AutoDeletePolicy = "1 year",
        };
    }

    public static object Transcript(WorldCall call) => new
    {
        Type = "zoom_transcript",
        Ver = 1,
        RecordingId = ZoomPhoneIds.Recording(call.Id),
        MeetingId = $"{call.Started:yyyyMMdd}-{call.Id[..8]}",
        AccountId = "sandbox-account",
        HostId = UserId(call.Cast.Host),
        RecordingStart = Time(call.Started),
        RecordingEnd = Time(call.Started + call.Recording.Duration),
        Timeline = call.Utterances.Select(utterance => new ZoomPhoneLine(
            utterance.Text,
            utterance.Text.ToLowerInvariant().TrimEnd('.', '?', '!'),
            Offset(utterance.StartMs),
            Offset(utterance.EndMs),
            [new ZoomPhoneSpeaker(utterance.Speaker.Name, false, Number(utterance.Speaker), utterance.Speaker.IsCustomer ? "Unknown Speaker" : UserId(utterance.Speaker), 0)],
            Number(utterance.Speaker),
            [Number(utterance.Speaker)],
            utterance.Speaker.IsCustomer ? "R" : "L")),
    };

    public static Task WriteUserAsync(HttpContext context) => VendorJson.WriteAsync(
        context,
        200,
        new
        {
            Id = "zJKyaiAyTNC-MWjiWC18KQ",
            AccountId = "sandbox-account",
            Email = "alex.harbor@harborline.example",
            FirstName = "Alex",
            LastName = "Harbor",
            DisplayName = "Alex Harbor",
            Type = 2,
            RoleName = "Owner",
            Timezone = "America/New_York",
            Status = "active",
        },
        ZoomPhoneErrors.Json,
        "application/json");

    /// <summary>One of the account's people, as the list of phone users tells them.</summary>
    public static object PhoneUser(Person person) => new
    {
        Id = UserId(person),
        PhoneUserId = $"BOSr0vUiTl61WLR-Q{person.Number:00}pbUw",
        person.Name,
        person.Email,
        ExtensionId = $"V4UobpuxRxCwN-iNf{person.Number:00}k4w",
        ExtensionNumber = 1000123000L + person.Number,
        Status = "activate",
        Site = new { Id = "8f71O6rWT8KFUGQmJIFAdQ", Name = "Main Site" },
    };

    private static object By(Person person) => new { person.Name, ExtensionNumber = $"123{person.Number:000}" };

    private static string Number(Person person) =>
        person.IsCustomer ? new string([.. person.Phone.Where(letter => letter == '+' || char.IsAsciiDigit(letter))]) : $"1000123{person.Number:000}";

    private static int NumberType(Person person) => person.IsCustomer ? 2 : 1;

    private static string UserId(Person person) => $"NL3cEpSdRc-c2t8aLo{person.Number:00}qw";

    private static bool IsInbound(WorldCall call) => call.Cast.Type == CallType.Support;

    private static Person Caller(WorldCall call) => IsInbound(call) ? call.Cast.Guest : call.Cast.Host;

    private static Person Callee(WorldCall call) => IsInbound(call) ? call.Cast.Host : call.Cast.Guest;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Offset(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}

internal sealed record ZoomPhoneLine(
    string Text, string RawText, string Ts, string EndTs, IReadOnlyList<ZoomPhoneSpeaker> Users, [property: JsonPropertyName("userId")] string UserId,
    [property: JsonPropertyName("userIds")] IReadOnlyList<string> UserIds, [property: JsonPropertyName("channelMark")] string ChannelMark);

internal sealed record ZoomPhoneSpeaker(
    string Username, bool MultiplePeople, string UserId, [property: JsonPropertyName("zoom_userid")] string ZoomUserId, int ClientType);
