namespace CallImport.Domain.Calls.Insights;

/// <summary>A candidate for a topic: its forms, how often and over how much of the call it was said.</summary>
/// <param name="key">Its words without endings.</param>
/// <param name="length">How many they are.</param>
internal sealed class Phrase(string key, int length, int firstSentence)
{
    private readonly List<(string Spelling, int Times)> surfaces = new(1);
    private int lastSentence = -1;

    public string Key => key;

    public int Length => length;

    public IReadOnlyList<string> Words => field ??= key.Split(' ');

    /// <summary>The key between blanks, so that only whole words are found in it.</summary>
    public string Fenced => field ??= $" {key} ";

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
        for (var i = 0; i < surfaces.Count; i++)
        {
            if (surfaces[i].Spelling == spelling)
            {
                surfaces[i] = (spelling, surfaces[i].Times + 1);
                return;
            }
        }

        surfaces.Add((spelling, 1));
    }

    /// <summary>Often said, over a good part of the call, and precise: two words say much more than one.</summary>
    public double Score(int sentences)
    {
        var spread = 1 + ((double)(lastSentence - firstSentence) / Math.Max(1, sentences));
        var precision = length switch { 1 => 1.0, 2 => 2.2, _ => 2.6 };
        var weak = StopWords.IsWeak(Words[0]) ? 0.6 : 1;
        return Sentences * spread * precision * weak * (IsProper() ? 1.3 : 1);
    }

    public string Display()
    {
        var spelling = Spelling();
        return char.ToUpperInvariant(spelling[0]) + spelling[1..];
    }

    private bool IsProper() => Spelling().Any(char.IsUpper);

    /// <summary>The commonest. Asked of every candidate, of which a call has hundreds.</summary>
    private string Spelling()
    {
        var (spelling, times) = surfaces[0];
        foreach (var other in surfaces)
        {
            if (other.Times > times || (other.Times == times && string.CompareOrdinal(other.Spelling, spelling) < 0))
            {
                (spelling, times) = other;
            }
        }

        return spelling;
    }
}
