using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

/// <summary>Tells a call of the world in Grain's words.</summary>
internal sealed class GrainMapper(FaultBook faults)
{
    public static readonly GrainNamed Sales = new(new Guid("0b8f0c0e-58a3-4d51-8f0a-6f3a3b1d7c01"), "Sales");

    public static readonly GrainMeetingType SalesMeeting = new(new Guid("c2b0f4de-3c1d-4a59-b0a1-5d2f6c7e8a90"), "Sales", "external");

    public static Guid PersonId(Person person) =>
        new((uint)person.Number + 0xa1a1a1a0, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)person.Number);

    public GrainRecording Recording(GrainCompany company, WorldCall call, GrainInclude? include)
    {
        var bare = faults.Lasting(FaultKind.NullFields, GrainPaths.Vendor, call.Id) is not null;
        var id = GrainCompany.RecordingId(call);
        var duration = company.World.Duration(call);
        return new GrainRecording
        {
            Id = id,
            Title = call.Title,
            StartDatetime = Time(call.Started),
            EndDatetime = Time(call.Started + duration),
            DurationMs = (long)duration.TotalMilliseconds,
            MediaType = faults.Lasting(FaultKind.MissingMedia, GrainPaths.Vendor, call.Id) is not null ? "transcript" : call.IsConference ? "video" : "audio",
            Source = call.System switch { "Zoom" => "zoom", "Google Meet" => "meet", "Microsoft Teams" => "teams", _ => "aircall" },
            Url = $"https://grain.com/share/recording/{id}",
            Teams = bare ? [] : [Sales],
            MeetingType = bare ? null : SalesMeeting,
            Participants = include?.Participants == true ? Participants(call, bare) : null,
            AiSummary = include?.AiSummary == true
                ? new GrainSummary($"{call.Cast.Host.Name} talked to {call.Cast.Guest.Name} of {call.Cast.Customer}.")
                : null,
        };
    }

    /// <summary>Empty while it is being worked on; null when there is none.</summary>
    public IReadOnlyList<GrainSection>? Transcript(WorldCall call)
    {
        if (faults.Lasting(FaultKind.MissingTranscript, GrainPaths.Vendor, call.Id) is not null)
        {
            return null;
        }

        return faults.IsTranscriptLate(GrainPaths.Vendor, call.Id)
            ? []
            : [.. call.Utterances.Select(utterance => new GrainSection(
                PersonId(utterance.Speaker), utterance.Speaker.Name, utterance.StartMs, utterance.EndMs, utterance.Text))];
    }

    private IReadOnlyList<GrainParticipant> Participants(WorldCall call, bool bare) =>
        faults.Lasting(FaultKind.MissingParties, GrainPaths.Vendor, call.Id) is not null
            ? []
            : [.. call.Cast.Everybody.Select(person => new GrainParticipant(
                PersonId(person),
                person.Name,
                bare && person.IsCustomer ? null : person.Email,
                bare ? "unknown" : person.IsCustomer ? "external" : "internal",
                ConfirmedAttendee: true))];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
