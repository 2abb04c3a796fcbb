namespace CallImport.Domain.Calls.Insights;

/// <summary>
/// Three to five sentences of the call that stand for the rest, in the order they were said: central by <see cref="SentenceRanking"/>,
/// unlike one another, not all by one speaker, no greetings, no questions.
/// </summary>
internal static class Summariser
{
    private const int FewestWords = 6;

    private const int MostWords = 45;

    /// <summary>Sentences more alike than this say the same thing.</summary>
    private const double SameThing = 0.5;

    /// <summary>Only the most central sentences are looked at closely, so that a long call costs little more than a short one.</summary>
    private const int Shortlist = 400;

    public static string Summarise(IReadOnlyList<Sentence> sentences, bool isEnglish)
    {
        var eligible = sentences.Where(IsTelling).ToList();
        var ranking = SentenceRanking.Of(eligible);
        var wanted = eligible.Count switch { < 25 => 3, < 100 => 4, _ => 5 };
        var byRank = Enumerable.Range(0, eligible.Count)
            .OrderByDescending(ranking.Score)
            .Take(Shortlist)
            .Where(i => !isEnglish || !eligible[i].IsSmallTalk)
            .OrderByDescending(i => ranking.Score(i) * Weight(eligible[i], i, eligible.Count, isEnglish))
            .ThenBy(i => i)
            .ToList();
        var speakers = byRank.Select(i => eligible[i].Speaker).Distinct().Count();
        var mostBySpeaker = speakers > 1 ? (wanted + 1) / 2 : wanted;

        List<int> chosen = [];
        foreach (var i in byRank)
        {
            if (chosen.Count < wanted
                && chosen.Count(j => eligible[j].Speaker == eligible[i].Speaker) < mostBySpeaker
                && chosen.TrueForAll(j => ranking.Likeness(i, j) < SameThing))
            {
                chosen.Add(i);
            }
        }

        return string.Join(' ', chosen.Order().Select(i => eligible[i].Text));
    }

    private static bool IsTelling(Sentence sentence) =>
        sentence.Words.Count is >= FewestWords and <= MostWords
        && !sentence.IsAsked
        && Different(sentence.Words) * 2 > sentence.Words.Count;

    private static int Different(IReadOnlyList<Word> words)
    {
        var different = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var isNew = true;
            for (var j = 0; j < i && isNew; j++)
            {
                isNew = words[j].Lower != words[i].Lower;
            }

            different += isNew ? 1 : 0;
        }

        return different;
    }

    private static double Weight(Sentence sentence, int place, int count, bool isEnglish)
    {
        // Problems are named early and agreements made late; the middle is detail.
        var position = (double)place / Math.Max(1, count - 1);
        var weight = 1 + (0.25 * Math.Abs((2 * position) - 1));
        weight *= sentence.Words.Count is >= 9 and <= 30 ? 1.2 : 1;
        weight *= sentence.Text.Any(char.IsDigit) ? 1.1 : 1;

        // What is to be done has a list of its own.
        weight *= isEnglish && sentence.IsAction ? 0.5 : 1;
        return isEnglish ? weight * SpokenStyle.Weight(sentence) : weight;
    }
}
