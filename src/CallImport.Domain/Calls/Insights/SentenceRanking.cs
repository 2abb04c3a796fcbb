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
        foreach (var count in counts)
        {
            foreach (var (word, _) in count)
            {
                sentencesWith[word]++;
            }
        }

        var vectors = counts.Select(count => Normalise(count, sentencesWith, sentences.Count)).ToArray();
        return new SentenceRanking(vectors, numbers.Count);
    }

    /// <summary>How central the sentence is; the sum over all is 1.</summary>
    public double Score(int sentence) => scores[sentence];

    /// <summary>Cosine of two sentences: 0 nothing in common, 1 the same words.</summary>
    public double Likeness(int one, int other)
    {
        var likeness = 0.0;
        foreach (var (word, weight) in vectors[other])
        {
            likeness += weight * Array.Find(vectors[one], entry => entry.Word == word).Weight;
        }

        return likeness;
    }

    private static List<(int Word, int Times)> Count(Sentence sentence, Dictionary<string, int> numbers)
    {
        List<(int Word, int Times)> counts = [];
        foreach (var word in sentence.Words)
        {
            if (word.IsStop)
            {
                continue;
            }

            if (!numbers.TryGetValue(word.Stem, out var number))
            {
                numbers.Add(word.Stem, number = numbers.Count);
            }

            var known = counts.FindIndex(count => count.Word == number);
            if (known < 0)
            {
                counts.Add((number, 1));
            }
            else
            {
                counts[known] = (number, counts[known].Times + 1);
            }
        }

        return counts;
    }

    private static (int Word, double Weight)[] Normalise(List<(int Word, int Times)> counts, int[] sentencesWith, int sentences)
    {
        var vector = new (int Word, double Weight)[counts.Count];
        var squares = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            var weight = counts[i].Times * Math.Log(1 + ((double)sentences / sentencesWith[counts[i].Word]));
            vector[i] = (counts[i].Word, weight);
            squares += weight * weight;
        }

        var length = Math.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i].Weight /= length;
        }

        return vector;
    }

    private static double[] Walk((int Word, double Weight)[][] vectors, int words)
    {
        var count = vectors.Length;
        var byWord = new double[words];
        var degrees = new double[count];
        var scores = new double[count];
        var shares = new double[count];
        Array.Fill(shares, 1.0);
        Similar(vectors, byWord, shares, degrees);
        Array.Fill(scores, 1.0 / Math.Max(1, count));
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < count; i++)
            {
                shares[i] = degrees[i] > 1e-9 ? scores[i] / degrees[i] : 0;
            }

            Similar(vectors, byWord, shares, scores);
            for (var i = 0; i < count; i++)
            {
                scores[i] = ((1 - Damping) / count) + (Damping * scores[i]);
            }
        }

        return scores;
    }

    /// <summary>For every sentence the values of all others, each as much as the two are alike.</summary>
    private static void Similar((int Word, double Weight)[][] vectors, double[] byWord, double[] values, double[] alike)
    {
        Array.Clear(byWord);
        for (var i = 0; i < vectors.Length; i++)
        {
            foreach (var (word, weight) in vectors[i])
            {
                byWord[word] += weight * values[i];
            }
        }

        for (var i = 0; i < vectors.Length; i++)
        {
            var sum = 0.0;
            foreach (var (word, weight) in vectors[i])
            {
                sum += weight * byWord[word];
            }

            // A sentence is wholly like itself (1): that part is taken off. One without content words is like nothing.
            alike[i] = vectors[i].Length == 0 ? 0 : Math.Max(0, sum - values[i]);
        }
    }
}
