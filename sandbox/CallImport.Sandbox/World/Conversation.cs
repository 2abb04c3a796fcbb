using CallImport.Sandbox.Voices;

namespace CallImport.Sandbox.World;

/// <summary>A sentence with the place it has in the recording, in frames of 36 ms.</summary>
internal sealed record Utterance(Person Speaker, string Topic, string Text, Clip Clip, long StartFrame)
{
    public long EndFrame => CutAt ?? StartFrame + Clip.Frames;

    /// <summary>Where the recording ends, if that is before the end of the sentence.</summary>
    public long? CutAt { get; init; }

    public long StartMs => StartFrame * VoiceBank.FrameMilliseconds;

    public long EndMs => EndFrame * VoiceBank.FrameMilliseconds;
}

/// <summary>Who takes part in a call and what it is about.</summary>
internal sealed record Cast(CallType Type, Person Host, Person Guest, IReadOnlyList<Person> Everybody)
{
    public string Customer => Guest.Company;

    public Person Speaker(Role role) => Everybody.First(person => person.Role == role);

    public Person Addressed(Person speaker) => speaker.IsCustomer ? Host : Guest;
}

/// <summary>Puts a call together: its phases in order, as many exchanges as fill the time, everything that has to be said at the ends.</summary>
internal sealed class Conversation(VoiceBank bank, Phrasebook phrasebook)
{
    private const int PauseWithinTurn = 4;
    private const int PauseBetweenTurns = 9;

    public IReadOnlyList<Utterance> Compose(Cast cast, Chance chance, int seconds, long? maximalFrames)
    {
        var chosen = Choose(cast, ref chance, seconds);
        var utterances = new List<Utterance>();
        var at = 0L;
        foreach (var (phase, exchange) in chosen)
        {
            foreach (var phrase in exchange.Phrases)
            {
                var speaker = cast.Speaker(phrase.Speaker);
                var text = phrase.Spoken(speaker, cast.Addressed(speaker), cast.Customer);
                var clip = bank.Find(speaker.Voice, text);
                at += utterances.Count == 0 ? 0 : Pause(utterances[^1].Speaker == speaker, ref chance);
                if (at + clip.Frames > maximalFrames && utterances.Count > 0)
                {
                    // The first sentence is always said, however short the recording is: a vendor never finishes the transcript of a call without words.
                    return utterances;
                }

                utterances.Add(new Utterance(speaker, phase.Topic, text, clip, at) { CutAt = at + clip.Frames > maximalFrames ? maximalFrames : null });
                at += clip.Frames;
            }
        }

        return utterances;
    }

    private static int Pause(bool sameSpeaker, ref Chance chance) =>
        (sameSpeaker ? PauseWithinTurn : PauseBetweenTurns) + chance.Next(8);

    /// <summary>What no call can do without, then as many different phases as fit, then more of each until the time is filled.</summary>
    private List<(Phase Phase, Exchange Exchange)> Choose(Cast cast, ref Chance chance, int seconds)
    {
        var phases = phrasebook.Phases(cast.Type)
            .Where(phase => !phase.OnlyWithUser || cast.Everybody.Any(person => person.Role == Role.User))
            .ToList();
        var chosen = phases.ConvertAll(_ => new List<Exchange>());
        var first = new List<(int Phase, Exchange Exchange)>();
        var further = new List<(int Phase, Exchange Exchange)>();
        var filled = 0;
        for (var number = 0; number < phases.Count; number++)
        {
            var pool = Shuffled(phases[number].Exchanges, ref chance);
            if (phases[number].IsNeeded)
            {
                chosen[number].Add(pool[0]);
                filled += Estimate(pool[0]);
            }
            else
            {
                first.Add((number, pool[0]));
            }

            further.AddRange(phases[number].IsSaidOnce ? [] : pool.Skip(1).Select(exchange => (number, exchange)));
        }

        foreach (var (number, exchange) in Shuffled(first, ref chance).Concat(Shuffled(further, ref chance)))
        {
            if (filled + Estimate(exchange) <= seconds)
            {
                chosen[number].Add(exchange);
                filled += Estimate(exchange);
            }
        }

        return [.. phases.SelectMany((phase, number) => phase.Exchanges
            .Where(exchange => chosen[number].Contains(exchange))
            .Select(exchange => (phase, exchange)))];
    }

    /// <summary>About how long an exchange takes, in seconds.</summary>
    private static int Estimate(Exchange exchange) => exchange.Phrases.Sum(phrase => phrase.Text.Length + 8) / 16;

    private static List<T> Shuffled<T>(IEnumerable<T> items, ref Chance chance)
    {
        var list = items.ToList();
        for (var at = list.Count - 1; at > 0; at--)
        {
            var other = chance.Next(at + 1);
            (list[at], list[other]) = (list[other], list[at]);
        }

        return list;
    }
}
