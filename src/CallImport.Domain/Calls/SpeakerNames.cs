namespace CallImport.Domain.Calls;

/// <summary>Puts names where a source's transcript has ids only.</summary>
public static class SpeakerNames
{
    /// <param name="transcript">Segments whose <see cref="TranscriptSegment.Speaker"/> is what the source calls the speaker; empty when it does not say.</param>
    /// <param name="participants">Matched by <see cref="Participant.SpeakerId"/>; named by name, else e-mail address, else phone number.</param>
    /// <param name="named">Names that the source gives beside the transcript; believed for whoever is no participant.</param>
    /// <returns>The same segments; whoever stays unknown is "Speaker 1", "Speaker 2", … in order of appearance.</returns>
    public static Transcript Resolve(
        Transcript transcript, IReadOnlyList<Participant> participants, IReadOnlyDictionary<string, string>? named = null)
    {
        var names = Known(participants);
        foreach (var (speaker, name) in named ?? new Dictionary<string, string>())
        {
            names.TryAdd(speaker, name.Trim());
        }

        var unknown = 0;
        return new Transcript([.. transcript.Segments.Select(segment => segment with { Speaker = NameOf(segment.Speaker) })]);

        string NameOf(string speaker)
        {
            if (!names.TryGetValue(speaker, out var name))
            {
                name = $"Speaker {++unknown}";
                names.Add(speaker, name);
            }

            return name;
        }
    }

    private static Dictionary<string, string> Known(IReadOnlyList<Participant> participants)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var participant in participants)
        {
            string?[] candidates = [participant.Name, participant.Email, participant.Phone];
            if (participant.SpeakerId is { Length: > 0 } id && candidates.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } name)
            {
                names.TryAdd(id, Distinct(name.Trim(), names.Values));
            }
        }

        return names;
    }

    /// <summary>Two people of one name stay two speakers.</summary>
    private static string Distinct(string name, ICollection<string> taken)
    {
        var distinct = name;
        for (var number = 2; taken.Contains(distinct); number++)
        {
            distinct = $"{name} ({number})";
        }

        return distinct;
    }
}
