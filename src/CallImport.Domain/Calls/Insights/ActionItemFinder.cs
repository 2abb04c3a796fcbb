namespace CallImport.Domain.Calls.Insights;

/// <summary>Promises and requests, word for word and with the one who said them.</summary>
internal static class ActionItemFinder
{
    private const int Limit = 20;

    private const int FewestWords = 4;

    private const int MostWords = 60;

    /// <summary>Two promises with this share of content words in common are one, said twice.</summary>
    private const double SamePromise = 0.6;

    /// <returns><c>Speaker: sentence</c>, in the order they were said.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyList<Sentence> sentences)
    {
        List<(Sentence Sentence, HashSet<string> Stems)> found = [];
        foreach (var sentence in sentences)
        {
            if (found.Count == Limit)
            {
                break;
            }

            if (sentence.Words.Count is < FewestWords or > MostWords || !sentence.IsAction)
            {
                continue;
            }

            var stems = ContentOf(sentence);
            if (!found.Exists(other => Likeness(other.Stems, stems) >= SamePromise))
            {
                found.Add((sentence, stems));
            }
        }

        return [.. found.Select(item => $"{item.Sentence.Speaker}: {item.Sentence.Text}")];
    }

    private static HashSet<string> ContentOf(Sentence sentence) =>
        sentence.Words.Where(word => !StopWords.IsFunctionWord(word.Lower)).Select(word => word.Stem).ToHashSet();

    private static double Likeness(HashSet<string> one, HashSet<string> other)
    {
        var both = one.Count(other.Contains);
        return both == 0 ? 0 : (double)both / Math.Min(one.Count, other.Count);
    }
}
