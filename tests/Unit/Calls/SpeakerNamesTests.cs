using CallImport.Domain.Calls;

namespace CallImport.Tests.Unit.Calls;

public sealed class SpeakerNamesTests
{
    [Fact]
    public void Known_speakers_get_their_names_and_others_a_number_in_order_of_appearance()
    {
        var transcript = Spoken("7", "9", "", "7", "9", "8", "");

        var resolved = SpeakerNames.Resolve(transcript, [new Participant("Ria", null, null, SpeakerId: "7"), new Participant(null, "bo@acme.test", "1", SpeakerId: "8")]);

        Assert.Equal(["Ria", "Speaker 1", "Speaker 2", "Ria", "Speaker 1", "bo@acme.test", "Speaker 2"], resolved.Segments.Select(segment => segment.Speaker));
        Assert.Equal(transcript.Segments.Select(segment => segment.Text), resolved.Segments.Select(segment => segment.Text));
    }

    [Fact]
    public void Two_people_of_one_name_stay_two_speakers()
    {
        var resolved = SpeakerNames.Resolve(Spoken("1", "2"), [new Participant("Caller", null, null, SpeakerId: "1"), new Participant("Caller", null, null, SpeakerId: "2")]);

        Assert.Equal(["Caller", "Caller (2)"], resolved.Segments.Select(segment => segment.Speaker));
    }

    [Fact]
    public void A_participant_without_a_name_is_told_by_the_telephone_number() =>
        Assert.Equal("+1 555", SpeakerNames.Resolve(Spoken("1"), [new Participant(" ", null, "+1 555", SpeakerId: "1")]).Segments[0].Speaker);

    [Fact]
    public void Participants_without_a_speaker_id_name_nobody() =>
        Assert.Equal("Speaker 1", SpeakerNames.Resolve(Spoken(""), [new Participant("Ria", null, null)]).Segments[0].Speaker);

    private static Transcript Spoken(params string[] speakers) =>
        new([.. speakers.Select((speaker, index) => new TranscriptSegment(speaker, index, null, $"text {index}"))]);
}
