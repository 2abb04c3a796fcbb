namespace CallImport.Domain.Calls.Insights;

/// <summary>
/// What the call was about: runs of content words (one to three) that come up again and again, in several places, by their most
/// frequent spelling. A phrase counts for the longest form that is said often; names of the people on the call are no topics.
/// </summary>
internal static class TopicFinder
{
    private const int TopicLimit = 8;

    private const int FewTopics = 5;

    private const int PhraseWords = 3;

    /// <summary>Different phrases looked at; a real call has a few thousand.</summary>
    private const int PhraseLimit = 50_000;

    public static IReadOnlyList<string> Find(IReadOnlyList<Sentence> sentences, IReadOnlySet<string> names)
    {
        var phrases = Count(sentences, names);
        var longer = phrases.Values.Where(phrase => phrase is { Count: >= 2, Length: > 1 }).ToList();
        List<Phrase> chosen = [];
        Choose(chosen, TopicLimit, Ranked(phrases.Values.Where(phrase => phrase.Sentences >= 2 && !IsPartOf(longer, phrase)), phrase => phrase.Score(sentences.Count)));

        // A short call repeats little: there a precise pair of words said once will do, best if one of the two comes up again.
        if (chosen.Count < FewTopics)
        {
            var mentions = sentences.SelectMany(sentence => sentence.Words).CountBy(word => word.Stem).ToDictionary(StringComparer.Ordinal);
            Choose(chosen, FewTopics, Ranked(
                phrases.Values.Where(phrase => phrase.Length == 2 && !StopWords.IsWeak(phrase.Words[0])),
                phrase => phrase.Words.Sum(word => mentions.GetValueOrDefault(word))));
        }

        return [.. chosen.Select(phrase => phrase.Display())];
    }

    private static IEnumerable<Phrase> Ranked(IEnumerable<Phrase> phrases, Func<Phrase, double> score) =>
        phrases
            .Select(phrase => (Phrase: phrase, Score: score(phrase)))
            .Where(candidate => candidate.Score > 1)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Phrase.FirstSentence)
            .ThenBy(candidate => candidate.Phrase.Key, StringComparer.Ordinal)
            .Select(candidate => candidate.Phrase)
            .Take(TopicLimit * 10);

    private static void Choose(List<Phrase> chosen, int limit, IEnumerable<Phrase> candidates)
    {
        foreach (var phrase in candidates)
        {
            if (chosen.Count < limit && !chosen.Exists(other => Overlap(other, phrase)))
            {
                chosen.Add(phrase);
            }
        }
    }

    private static Dictionary<string, Phrase> Count(IReadOnlyList<Sentence> sentences, IReadOnlySet<string> names)
    {
        Dictionary<string, Phrase> phrases = new(StringComparer.Ordinal);
        for (var i = 0; i < sentences.Count; i++)
        {
            var words = sentences[i].Words;
            for (var first = 0; first < words.Count; first++)
            {
                for (var length = 1; length <= PhraseWords && first + length <= words.Count; length++)
                {
                    var last = words[first + length - 1];
                    if ((length > 1 && last.AfterBreak) || !(IsContent(last, names) || (length > 1 && IsNumbered(words, first + length - 1))))
                    {
                        break;
                    }

                    // The last word of a phrase says what it is: "lead routing" is a routing. "Time" only ever ends one.
                    if (words[first].Lower != "time" && !StopWords.IsWeak(last.Lower) && !(length == 1 && StopWords.IsTooGeneralAlone(last.Stem)))
                    {
                        Note(phrases, words, first, length, i);
                    }
                }
            }
        }

        return phrases;
    }

    private static void Note(Dictionary<string, Phrase> phrases, IReadOnlyList<Word> words, int first, int length, int sentence)
    {
        var key = length switch
        {
            1 => words[first].Stem,
            2 => $"{words[first].Stem} {words[first + 1].Stem}",
            _ => $"{words[first].Stem} {words[first + 1].Stem} {words[first + 2].Stem}",
        };
        if (!phrases.TryGetValue(key, out var phrase))
        {
            if (phrases.Count >= PhraseLimit)
            {
                return;
            }

            phrases.Add(key, phrase = new Phrase(key, length, sentence));
        }

        var surface = length switch
        {
            1 => words[first].Surface,
            2 => $"{words[first].Surface} {words[first + 1].Surface}",
            _ => $"{words[first].Surface} {words[first + 1].Surface} {words[first + 2].Surface}",
        };
        phrase.Add(surface, sentence, atStart: first == 0);
    }

    private static bool IsContent(Word word, IReadOnlySet<string> names) =>
        word is { IsStop: false, Lower.Length: > 1 } && !names.Contains(word.Lower) && !names.Contains(word.Stem) && word.Lower.Any(char.IsLetter);

    /// <summary>The number of a name: "SOC 2", "ISO 27001".</summary>
    private static bool IsNumbered(IReadOnlyList<Word> words, int i) =>
        words[i].Surface.All(char.IsDigit) && words[i - 1].Surface.Length > 1 && words[i - 1].Surface.All(char.IsUpper);

    private static bool Overlap(Phrase chosen, Phrase phrase) => chosen.Words.Any(phrase.Words.Contains);

    /// <summary>"discovery" says less than "discovery call" when it is nearly always said inside it.</summary>
    private static bool IsPartOf(List<Phrase> others, Phrase phrase) =>
        others.Exists(longer =>
            longer.Length > phrase.Length
            && longer.Count * 4 >= phrase.Count * 3
            && longer.Fenced.Contains(phrase.Fenced, StringComparison.Ordinal));
}
