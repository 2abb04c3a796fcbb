using System.Text.RegularExpressions;

namespace CallImport.Domain.Calls.Insights;

/// <summary>Questions that wanted an answer: tags ("right?") and pleasantries are left out.</summary>
internal static partial class QuestionFinder
{
    private const int Limit = 200;

    private const int FewestWords = 3;

    public static IReadOnlyList<AskedQuestion> Find(IReadOnlyList<Sentence> sentences, bool isEnglish)
    {
        // Speech recognition without punctuation marks no question; there the order of the words tells.
        var isMarked = sentences.Any(sentence => sentence.IsAsked);
        return
        [
            .. sentences
                .Where(sentence => isMarked ? sentence.IsAsked : isEnglish && BeginsAsQuestion().IsMatch(sentence.Text))
                .Where(sentence => !isEnglish || (sentence.Words.Count >= FewestWords && !sentence.IsSmallTalk))
                .Take(Limit)
                .Select(sentence => new AskedQuestion(sentence.Speaker, sentence.StartMs, sentence.Text)),
        ];
    }

    [GeneratedRegex(
        @"^((so|and|but|okay|ok|well|um|uh)\s+)*((what|when|where|who|why|which|how)\s+(is|are|was|were|do|does|did|can|could|would|will|should|has|have|many|much|long|often|soon|about)|(do|does|did|can|could|would|will|should|are|is|have|has)\s+(you|we|they|it|that|there|your)\s+\w+)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BeginsAsQuestion();
}
