namespace CallImport.Domain.Calls.Insights;

/// <summary>
/// LexRank: a sentence matters when sentences that matter say similar things. The walk goes over sentences and their words in turn,
/// which gives the same ranks as the full table of similarities and takes time in proportion to the text, not to its square.
/// </summary>
internal sealed class SentenceRanking
{
    private const double Damping = 0.85;

    private const int Rounds = 30;

    private readonly (int Word, double Weight)[][] vectors;
    private readonly double[] scores;

    private SentenceRanking((int Word, double Weight)[][] vectors, int words)
    {
        this.vectors = vectors;
        scores = Walk(vectors, words);
    }

    public static SentenceRanking Of(IReadOnlyList<Sentence> sentences)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        var counts = sentences.Select(sentence => Count(sentence, numbers)).ToList();
        var sentencesWith = new int[numbers.Count];
        foreach (var word in counts.SelectMany(count => count.Keys))
        {
            sentencesWith[word]++;
        }

        var vectors = counts.Select(count => Normalise(count, sentencesWith, sentences.Count)).ToArray();
        return new SentenceRanking(vectors, numbers.Count);
    }

    /// <summary>How central the sentence is; the sum over all is 1.</summary>
    public double Score(int sentence) => scores[sentence];

    /// <summary>Cosine of two sentences: 0 nothing in common, 1 the same words.</summary>
    public double Likeness(int one, int other)
    {
        var weights = vectors[one].ToDictionary(entry => entry.Word, entry => entry.Weight);
        return vectors[other].Sum(entry => entry.Weight * weights.GetValueOrDefault(entry.Word));
    }

    private static Dictionary<int, int> Count(Sentence sentence, Dictionary<string, int> numbers)
    {
        Dictionary<int, int> count = [];
        foreach (var word in sentence.Words.Where(word => !StopWords.Contains(word.Lower)))
        {
            var stem = Stem.Of(word.Lower);
            if (!numbers.TryGetValue(stem, out var number))
            {
                numbers.Add(stem, number = numbers.Count);
            }

            count[number] = count.GetValueOrDefault(number) + 1;
        }

        return count;
    }

    private static (int Word, double Weight)[] Normalise(Dictionary<int, int> count, int[] sentencesWith, int sentences)
    {
        var weighted = count.Select(pair => (Word: pair.Key, Weight: pair.Value * Math.Log(1 + ((double)sentences / sentencesWith[pair.Key])))).ToArray();
        var length = Math.Sqrt(weighted.Sum(entry => entry.Weight * entry.Weight));
        return [.. weighted.Select(entry => (entry.Word, entry.Weight / length))];
    }

    private static double[] Walk((int Word, double Weight)[][] vectors, int words)
    {
        var count = vectors.Length;
        var degrees = Similar(vectors, words, Enumerable.Repeat(1.0, count).ToArray());
        var scores = Enumerable.Repeat(1.0 / Math.Max(1, count), count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var shares = scores.Select((score, i) => degrees[i] > 1e-9 ? score / degrees[i] : 0).ToArray();
            var reached = Similar(vectors, words, shares);
            scores = [.. reached.Select(share => ((1 - Damping) / count) + (Damping * share))];
        }

        return scores;
    }

    /// <summary>For every sentence the values of all others, each as much as the two are alike.</summary>
    private static double[] Similar((int Word, double Weight)[][] vectors, int words, double[] values)
    {
        var byWord = new double[words];
        for (var i = 0; i < vectors.Length; i++)
        {
            foreach (var (word, weight) in vectors[i])
            {
                byWord[word] += weight * values[i];
            }
        }

        // A sentence is wholly like itself (1): that part is taken off. One without content words is like nothing.
        return [.. vectors.Select((vector, i) => vector.Length == 0 ? 0 : Math.Max(0, vector.Sum(entry => entry.Weight * byWord[entry.Word]) - values[i]))];
    }
}
