using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

/// <summary>Tells a call of the world in RingCentral's words.</summary>
internal sealed class RingCentralMapper(FaultBook faults)
{
    public static string Title(WorldCall call) => $"{Caller(call).Name} → {Called(call).Name}";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <param name="isDetailed">With legs, of which two name the same recording.</param>
    public object Record(HttpRequest request, RingCentralCompany company, WorldCall call, bool isDetailed)
    {
        var (session, part) = ($"s-{call.Id[..16]}z1", Part(request, company, call));
        return new
        {
            Uri = $"{Origin(request)}{RingCentralPaths.Root}/restapi/v1.0/account/{company.AccountId}/call-log/{RecordId(call)}",
            Id = RecordId(call),
            SessionId = call.Id[^13..],
            TelephonySessionId = session,
            PartyId = $"p-{call.Id[..16]}z1-2",
            part.StartTime,
            part.Duration,
            part.DurationMs,
            part.Type,
            part.InternalType,
            part.Direction,
            part.Action,
            part.Result,
            part.From,
            part.To,
            part.Extension,
            part.Transport,
            LastModifiedTime = isDetailed ? Time(call.Started.AddMinutes(10)) : null,
            part.Recording,
            Legs = isDetailed
                ? new[] { part with { LegType = "Accept", Master = true, TelephonySessionId = session }, part with { LegType = "FindMe", TelephonySessionId = session } }
                : null,
        };
    }

    public static string ContentUri(HttpRequest request, RingCentralCompany company, WorldCall call) =>
        $"{Origin(request)}{RingCentralPaths.Media}/restapi/v1.0/account/{company.AccountId}/recording/{call.Id}/content";

    public static string RecordingUri(HttpRequest request, RingCentralCompany company, WorldCall call) =>
        $"{Origin(request)}{RingCentralPaths.Root}/restapi/v1.0/account/{company.AccountId}/recording/{call.Id}";

    public static object Insights(RingCentralCompany company, WorldCall call) => new
    {
        Title = Title(call),
        RsRecordUri = $"https://ringsense.ringcentral.com/insights/{call.Id}",
        Domain = "pbx",
        SourceRecordId = call.Id,
        SourceSessionId = $"s-{call.Id[..16]}z1",
        CallDirection = IsInbound(call) ? "Inbound" : "Outbound",
        OwnerExtensionId = company.AccountId,
        RecordingDurationMs = (long)call.Recording.Duration.TotalMilliseconds,
        RecordingStartTime = Time(call.Started),
        CreationTime = Time(call.Started.AddMinutes(11)),
        LastModifiedTime = Time(call.Started.AddMinutes(11)),
        SpeakerInfo = call.Cast.Everybody.Select(person => new
        {
            SpeakerId = Speaker(person),
            person.Name,
            AccountId = person.IsCustomer ? null : company.AccountId,
            ExtensionId = person.IsCustomer ? null : company.AccountId,
        }),
        Insights = new Dictionary<string, object>
        {
            ["Transcript"] = call.Utterances.Select(utterance => new
            {
                SpeakerId = Speaker(utterance.Speaker),
                utterance.Text,
                Start = utterance.StartMs / 1000.0,
                End = utterance.EndMs / 1000.0,
            }),
        },
    };

    private RingCentralLeg Part(HttpRequest request, RingCentralCompany company, WorldCall call)
    {
        var bare = faults.Lasting(FaultKind.NullFields, RingCentralPaths.Vendor, call.Id) is not null
            || faults.Lasting(FaultKind.MissingParties, RingCentralPaths.Vendor, call.Id) is not null;
        var duration = company.World.Duration(call);
        return new RingCentralLeg
        {
            StartTime = Time(call.Started),
            Duration = (int)duration.TotalSeconds,
            DurationMs = (int)duration.TotalMilliseconds,
            InternalType = "Local",
            Direction = IsInbound(call) ? "Inbound" : "Outbound",
            Action = "Phone Call",
            Result = IsInbound(call) ? "Accepted" : "Call connected",
            From = bare ? null : Party(company, Caller(call)),
            To = bare ? null : Party(company, Called(call)),
            Extension = new { Id = long.Parse(company.AccountId, CultureInfo.InvariantCulture), Uri = $"{Origin(request)}{RingCentralPaths.Root}/restapi/v1.0/account/{company.AccountId}/extension/{company.AccountId}" },
            Recording = new { call.Id, Uri = RecordingUri(request, company, call), Type = "Automatic", ContentUri = ContentUri(request, company, call) },
        };
    }

    private static RingCentralParty Party(RingCentralCompany company, Person person)
    {
        var number = new string([.. person.Phone.Where(letter => letter == '+' || char.IsAsciiDigit(letter))]);
        return person.IsCustomer
            ? new(person.Name, number, null, null)
            : new(person.Name, number, Extension(person), ExtensionId(company, person).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>One of the company's people, as its directory tells them.</summary>
    public static object Colleague(HttpRequest request, RingCentralCompany company, Person person) => new
    {
        Id = ExtensionId(company, person),
        Uri = $"{Origin(request)}{RingCentralPaths.Root}/restapi/v1.0/account/{company.AccountId}/extension/{ExtensionId(company, person)}",
        ExtensionNumber = Extension(person),
        person.Name,
        Type = "User",
        Status = "Enabled",
        Hidden = false,
        Contact = new { person.FirstName, person.LastName, person.Email },
    };

    private static string Extension(Person person) => (100 + person.Number).ToString(CultureInfo.InvariantCulture);

    private static long ExtensionId(RingCentralCompany company, Person person) => long.Parse(company.AccountId, CultureInfo.InvariantCulture) + 1 + person.Number;

    private static bool IsInbound(WorldCall call) => call.Cast.Type == CallType.Support;

    private static Person Caller(WorldCall call) => IsInbound(call) ? call.Cast.Guest : call.Cast.Host;

    private static Person Called(WorldCall call) => IsInbound(call) ? call.Cast.Host : call.Cast.Guest;

    private static string RecordId(WorldCall call) => $"Il{call.Id[^12..]}";

    private static string Speaker(Person person) => person.IsCustomer ? $"P-{person.Number}" : $"M{1000 + person.Number}";

    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}

internal sealed record RingCentralParty(string? Name, string? PhoneNumber, string? ExtensionNumber, string? ExtensionId);

/// <summary>A leg; the record says the same of the whole call.</summary>
internal sealed record RingCentralLeg
{
    public string? LegType { get; init; }

    public bool? Master { get; init; }

    public required string StartTime { get; init; }

    public required int Duration { get; init; }

    public required int DurationMs { get; init; }

    public string Type { get; } = "Voice";

    public string? InternalType { get; init; }

    public required string Direction { get; init; }

    public required string Action { get; init; }

    public required string Result { get; init; }

    public string? TelephonySessionId { get; init; }

    public string Transport { get; } = "PSTN";

    public RingCentralParty? From { get; init; }

    public RingCentralParty? To { get; init; }

    public object? Extension { get; init; }

    public object? Recording { get; init; }
}
