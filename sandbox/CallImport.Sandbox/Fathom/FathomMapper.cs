using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

/// <summary>Which parts of a meeting a list brings along.</summary>
internal sealed record FathomIncludes(bool Transcript = false, bool Summary = false);

/// <summary>Tells a call of the world in Fathom's words.</summary>
internal sealed class FathomMapper(FaultBook faults)
{
    /// <summary>Between the start of a meeting and its entry in the list.</summary>
    public static readonly TimeSpan ListedAfter = TimeSpan.FromMinutes(20);

    public FathomMeeting Meeting(FathomCompany company, WorldCall call, FathomIncludes includes)
    {
        var bare = faults.Lasting(FaultKind.NullFields, FathomPaths.Vendor, call.Id) is not null;
        var alone = faults.Lasting(FaultKind.MissingParties, FathomPaths.Vendor, call.Id) is not null;
        var id = company.RecordingId(call);
        var scheduled = bare ? null : call.Scheduled;
        return new FathomMeeting
        {
            Title = call.Title,
            MeetingTitle = bare ? null : call.Title,
            MeetingType = bare ? null : call.Cast.Type.ToString(),
            RecordingId = id,
            Url = $"https://fathom.video/calls/{id * 7 + 11}",
            MeetingUrl = bare || !call.IsConference ? null : $"https://meet.harborline.example/{call.Id[^9..]}",
            ShareUrl = $"https://fathom.video/share/{call.Id[^12..]}",
            CreatedAt = Time(call.Started + ListedAfter),
            ScheduledStartTime = scheduled is { } start ? Time(start) : null,
            ScheduledEndTime = scheduled is { } end ? Time(end.AddMinutes(30)) : null,
            RecordingStartTime = Time(call.Started),
            RecordingEndTime = bare ? null : Time(call.Started + company.World.Duration(call)),
            CalendarInviteesDomainsType = bare ? null : "one_or_more_external",
            SharedWith = "single_team",
            TranscriptLanguage = "en",
            Transcript = includes.Transcript ? Transcript(call) : null,
            DefaultSummary = includes.Summary ? Summary(call) : null,
            CalendarInvitees = alone ? [] : [.. call.Cast.Everybody.Select(person => Invitee(person, bare, includes.Transcript))],
            RecordedBy = new FathomUser(call.Cast.Host.Name, call.Cast.Host.Email, Domain(call.Cast.Host), bare ? null : "Sales"),
        };
    }

    /// <summary>Empty while there is none.</summary>
    public IReadOnlyList<FathomSpoken> Transcript(WorldCall call) =>
        faults.Lasting(FaultKind.MissingTranscript, FathomPaths.Vendor, call.Id) is not null || faults.IsTranscriptLate(FathomPaths.Vendor, call.Id)
            ? []
            : [.. call.Utterances.Select(utterance => new FathomSpoken(
                new FathomSpeaker(utterance.Speaker.Name, utterance.Speaker.Email),
                utterance.Text,
                TimeSpan.FromSeconds(utterance.StartMs / 1000).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture)))];

    public static FathomSummary Summary(WorldCall call) =>
        new("general", $"## {call.Cast.Type}\n\n{call.Cast.Host.Name} talked to {call.Cast.Guest.Name} of {call.Cast.Customer}.");

    private static FathomInvitee Invitee(Person person, bool bare, bool matched) => new(
        bare && person.IsCustomer ? null : person.Name,
        matched && !bare ? person.Name : null,
        bare && person.IsCustomer ? null : person.Email,
        bare && person.IsCustomer ? null : Domain(person),
        person.IsCustomer);

    private static string Domain(Person person) => person.Email[(person.Email.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
