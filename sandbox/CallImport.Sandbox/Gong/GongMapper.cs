using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>Tells a call of the world in Gong's words.</summary>
internal sealed class GongMapper(FaultBook faults)
{
    public static string UserId(Person person) => Number(234599484848423 + (ulong)person.Number * 104729);

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public CallMetaData MetaData(GongCompany company, WorldCall call)
    {
        var bare = faults.Lasting(FaultKind.NullFields, GongPaths.Vendor, call.Id) is not null;
        var direction = call.IsConference ? "Conference" : call.Cast.Type == CallType.Support ? "Inbound" : "Outbound";
        return new CallMetaData
        {
            Id = call.Id,
            Url = bare ? null : $"https://app.gong.io/call?id={call.Id}",
            Title = bare ? null : call.Title,
            Scheduled = bare || call.Scheduled is not { } scheduled ? null : Time(scheduled),
            Started = Time(call.Started),
            Duration = (long)Math.Ceiling(company.World.Duration(call).TotalSeconds),
            PrimaryUserId = bare ? null : UserId(call.Cast.Host),
            Direction = bare ? null : direction,
            System = bare ? null : call.System,
            Scope = bare ? null : "External",
            Media = call.IsConference ? "Video" : "Audio",
            Language = bare ? null : "eng",
            WorkspaceId = bare ? null : company.WorkspaceId,
            MeetingUrl = bare || !call.IsConference ? null : $"https://meet.harborline.example/{call.Id[^9..]}",
            IsPrivate = call.IsPrivate,
            CalendarEventId = bare || !call.IsConference ? null : $"{call.Id[^12..]}@calendar.harborline.example",
        };
    }

    public IReadOnlyList<CallParty>? Parties(WorldCall call)
    {
        if (faults.Lasting(FaultKind.MissingParties, GongPaths.Vendor, call.Id) is not null)
        {
            return null;
        }

        var bare = faults.Lasting(FaultKind.NullFields, GongPaths.Vendor, call.Id) is not null;
        return [.. call.Cast.Everybody.Select(person => new CallParty
        {
            Id = PersonInCall(call, person, 10),
            EmailAddress = bare && person.IsCustomer ? null : person.Email,
            Name = bare && person.IsCustomer ? null : person.Name,
            Title = bare ? null : person.Title,
            UserId = person.IsCustomer ? null : UserId(person),
            SpeakerId = bare && person.IsCustomer ? null : SpeakerId(call, person),
            Affiliation = person.IsCustomer ? "External" : "Internal",
            PhoneNumber = bare || !person.IsCustomer ? null : person.Phone,
            Methods = call.IsConference ? ["Invitee", "Attendee"] : ["Attendee"],
        })];
    }

    public static CallTranscript Transcript(WorldCall call)
    {
        var monologues = new List<Monologue>();
        var sentences = new List<Sentence>();
        for (var at = 0; at < call.Utterances.Count; at++)
        {
            var utterance = call.Utterances[at];
            sentences.Add(new Sentence(utterance.StartMs, utterance.EndMs, utterance.Text));
            var next = at + 1 < call.Utterances.Count ? call.Utterances[at + 1] : null;
            if (next is null || next.Speaker != utterance.Speaker || next.Topic != utterance.Topic)
            {
                var topic = utterance.Topic is "Agenda" or "Closing" ? null : utterance.Topic;
                monologues.Add(new Monologue(SpeakerId(call, utterance.Speaker), topic, [.. sentences]));
                sentences.Clear();
            }
        }

        return new CallTranscript(call.Id, monologues);
    }

    public static CallContent Content(WorldCall call, ExposedContent wanted) => new(
        wanted.Topics != true ? null : [.. call.Utterances
            .GroupBy(utterance => utterance.Topic)
            .Select(topic => new CallTopic(topic.Key, (int)topic.Sum(utterance => (utterance.EndMs - utterance.StartMs) / 1000)))],
        wanted.Brief != true ? null : $"{call.Cast.Type} call between {call.Cast.Host.Name} and {call.Cast.Guest.Name} of {call.Cast.Customer}.");

    public static CallInteraction Interaction(WorldCall call, ExposedInteraction wanted)
    {
        int Questions(bool byCustomer) => call.Utterances.Count(
            utterance => utterance.Text.EndsWith('?') && utterance.Speaker.IsCustomer == byCustomer);
        return new CallInteraction(
            wanted.Speakers != true ? null : [.. call.Cast.Everybody.Select(person => new CallSpeaker(
                SpeakerId(call, person),
                person.IsCustomer ? null : UserId(person),
                call.Utterances.Where(utterance => utterance.Speaker == person).Sum(utterance => utterance.EndMs - utterance.StartMs) / 1000.0))],
            wanted.Questions != true ? null : new CallQuestions(Questions(byCustomer: false), Questions(byCustomer: true)));
    }

    private static string SpeakerId(WorldCall call, Person person) => PersonInCall(call, person, 20);

    private static string PersonInCall(WorldCall call, Person person, ulong purpose) =>
        Number(1_000_000_000_000_000_000 + Chance.For(Chance.Hash(call.Id), (ulong)person.Number, purpose).Next() % 8_000_000_000_000_000_000);

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
