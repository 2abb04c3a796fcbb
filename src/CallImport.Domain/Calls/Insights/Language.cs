namespace CallImport.Domain.Calls.Insights;

internal static class Language
{
    private const int SampleWords = 3_000;

    /// <summary>In English talk more than a third of all words are among the commonest function words; in other languages hardly any are.</summary>
    private const double LeastShare = 0.2;

    public static bool IsEnglish(IReadOnlyList<Sentence> sentences)
    {
        var words = 0;
        var known = 0;
        foreach (var word in sentences.SelectMany(sentence => sentence.Words).Take(SampleWords))
        {
            words++;
            known += StopWords.IsFunctionWord(word.Lower) ? 1 : 0;
        }

        return words > 0 && known >= words * LeastShare;
    }
}
