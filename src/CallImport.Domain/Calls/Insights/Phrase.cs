namespace CallImport.Domain.Calls.Insights;

/// <summary>A candidate for a topic: its forms, how often and over how much of the call it was said.</summary>
/// <param name="key">Its words without endings.</param>
internal sealed class Phrase(string key, int firstSentence)
{
    private readonly Dictionary<string, int> surfaces = new(StringComparer.Ordinal);
    private int lastSentence = -1;

    public string Key => key;

    public IReadOnlyList<string> Words { get; } = key.Split(' ');

    public int FirstSentence => firstSentence;

    public int Count { get; private set; }

    /// <summary>Sentences that hold it.</summary>
    public int Sentences { get; private set; }

    public void Add(string surface, int sentence, bool atStart)
    {
        Count++;
        Sentences += sentence == lastSentence ? 0 : 1;
        lastSentence = sentence;

        // The capital of a sentence's first word is no part of its spelling.
        var spelling = atStart && char.IsUpper(surface[0]) && !surface.Skip(1).TakeWhile(char.IsLetter).Any(char.IsUpper)
            ? char.ToLowerInvariant(surface[0]) + surface[1..]
            : surface;
        surfaces[spelling] = surfaces.GetValueOrDefault(spelling) + 1;
    }

    /// <summary>Often said, over a good part of the call, and precise: two words say much more than one.</summary>
    public double Score(int sentences)
    {
        var spread = 1 + ((double)(lastSentence - firstSentence) / Math.Max(1, sentences));
        var precision = Words.Count switch { 1 => 1.0, 2 => 2.2, _ => 2.6 };
        var weak = StopWords.IsWeak(Words[0]) ? 0.6 : 1;
        return Sentences * spread * precision * weak * (IsProper() ? 1.3 : 1);
    }

    public string Display()
    {
        var spelling = Spelling();
        return char.ToUpperInvariant(spelling[0]) + spelling[1..];
    }

    private bool IsProper() => Spelling().Any(char.IsUpper);

    private string Spelling() =>
        surfaces.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
}
