using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>Replaces what a source calls its speakers by the names of the people, or by "Speaker 1" and so on.</summary>
internal static class SpeakerNames
{
    private const int LongestName = 200;

    public static Transcript Put(Transcript transcript, IReadOnlyList<Participant> participants)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var participant in participants)
        {
            if (participant.SpeakerId is { Length: > 0 } id && (participant.Name ?? participant.Email ?? participant.Phone) is { Length: > 0 } name)
            {
                names.TryAdd(id, name);
            }
        }

        var numbered = 0;
        return new Transcript([.. transcript.Segments.Select(segment =>
        {
            if (!names.TryGetValue(segment.Speaker, out var name))
            {
                name = IsName(segment.Speaker) ? StorableText.Clean(segment.Speaker, LongestName) ?? "Speaker" : $"Speaker {++numbered}";
                names[segment.Speaker] = name;
            }

            return segment with { Speaker = name, Text = StorableText.Clean(segment.Text) };
        })]);
    }

    /// <summary>Ids are digits and hex; a name has a blank or is made of letters.</summary>
    private static bool IsName(string speaker) => speaker.Length > 0 && (speaker.Contains(' ', StringComparison.Ordinal) || speaker.All(char.IsLetter));
}
