using System.Collections.Frozen;

namespace CallImport.Domain.Calls.Insights;

/// <summary>Cuts what was said into sentences. A sentence that a source split over several segments of one speaker is put together again.</summary>
internal static class SentenceSplitter
{
    /// <summary>Characters of a call that are read for its content; about ten hours of talk.</summary>
    public const int TextLimit = 500_000;

    /// <summary>Characters of one sentence; longer ones are cut there.</summary>
    public const int SentenceLimit = 400;

    private const int JoinGapMs = 2_000;

    private static readonly FrozenSet<string> Abbreviations =
        FrozenSet.ToFrozenSet(["mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "etc", "approx", "no", "inc", "corp", "ltd", "co", "jr", "sr", "a.m", "p.m"]);

    public static List<Sentence> Split(IReadOnlyList<Turn> turns)
    {
        List<Sentence> sentences = [];
        var isPunctuated = IsPunctuated(turns);
        var budget = TextLimit;
        Turn? open = null;
        foreach (var turn in turns)
        {
            var text = PlainText.Clean(turn.Text, Math.Min(budget, turn.Text.Length));
            budget -= text.Length;
            if (text.Length == 0)
            {
                continue;
            }

            if (open is not null && isPunctuated && Continues(open, turn) && open.Text.Length + text.Length < SentenceLimit)
            {
                open = open with { EndMs = turn.EndMs, Text = $"{open.Text} {text}" };
            }
            else
            {
                AddSentences(sentences, open);
                open = turn with { Text = text };
            }
        }

        AddSentences(sentences, open);
        return sentences;
    }

    private static bool Continues(Turn open, Turn next) =>
        open.Speaker == next.Speaker && next.StartMs - (long)open.EndMs <= JoinGapMs && !IsEnd(open.Text[^1]);

    private static void AddSentences(List<Sentence> sentences, Turn? turn)
    {
        if (turn is null)
        {
            return;
        }

        var start = 0;
        for (var i = 0; i < turn.Text.Length; i++)
        {
            var atLimit = i - start >= SentenceLimit && turn.Text[i] == ' ';
            if (i == turn.Text.Length - 1 || atLimit || EndsSentence(turn.Text, start, i))
            {
                Add(sentences, turn, start, i + 1);
                start = i + 1;
            }
        }
    }

    private static void Add(List<Sentence> sentences, Turn turn, int start, int end)
    {
        var text = PlainText.Clean(turn.Text.AsSpan(start, end - start).Trim(' ').ToString(), SentenceLimit).Trim();
        var words = Words.Of(text);
        if (words.Count > 0)
        {
            // Where in the turn it was said, taken from where in the text it stands.
            var offset = (int)((long)turn.DurationMs * start / turn.Text.Length);
            sentences.Add(new Sentence(turn.Speaker, turn.StartMs + offset, text, words));
        }
    }

    private static bool EndsSentence(string text, int start, int i)
    {
        if (text[i] is '。' or '？' or '！')
        {
            return true;
        }

        if (!IsEnd(text[i]) || (i + 1 < text.Length && text[i + 1] != ' '))
        {
            return false;
        }

        if (text[i] != '.')
        {
            return true;
        }

        var wordStart = text.LastIndexOf(' ', i, i - start + 1) + 1;
        var word = text[Math.Max(start, wordStart)..i].ToLowerInvariant();
        var isInitial = word.Length == 1 && word != "i" && char.IsLetter(word[0]);
        return !isInitial && !(Abbreviations.Contains(word) && i + 2 < text.Length && !char.IsUpper(text[i + 2]))
            && !(word is "mr" or "mrs" or "ms" or "dr" or "prof" or "st" or "vs");
    }

    private static bool IsEnd(char character) => character is '.' or '!' or '?' or '…' or '؟' or '。' or '？' or '！';

    /// <summary>Speech recognition without punctuation would make one endless sentence; there each segment stands for itself.</summary>
    private static bool IsPunctuated(IReadOnlyList<Turn> turns)
    {
        var ends = 0;
        var checkedTurns = 0;
        foreach (var turn in turns.Where(turn => turn.Text.Length > 0).Take(200))
        {
            checkedTurns++;
            ends += turn.Text.AsSpan()[..Math.Min(turn.Text.Length, 2_000)].IndexOfAny('.', '?', '!') >= 0 ? 1 : 0;
        }

        return ends * 5 >= checkedTurns;
    }
}
