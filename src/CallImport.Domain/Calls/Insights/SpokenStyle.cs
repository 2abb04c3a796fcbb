using System.Text.RegularExpressions;

namespace CallImport.Domain.Calls.Insights;

/// <summary>How well an English sentence stands on its own: one that leans on the sentence before makes no summary.</summary>
internal static partial class SpokenStyle
{
    private static readonly Keywords Hedging =
        new("you know", "i mean", "i guess", "kind of like", "sort of like", "does that make sense", "let me know if", "i don't know", "to be honest", "i have to say");

    private static readonly Keywords Deciding = new(
        "biggest", "main", "key", "problem", "challenge", "issue", "goal", "priority", "because", "deadline", "budget", "decision", "decided", "agree", "next step",
        "plan is", "requirement", "blocker", "risk", "currently", "we need", "we're looking", "looking for", "cost", "save", "price", "contract", "renewal");

    public static double Weight(Sentence sentence)
    {
        var text = sentence.Plain;
        var weight = LeansOnBefore().IsMatch(text) ? 0.45 : 1;
        weight *= Hedging.In(text) && Hedges().IsMatch(text) ? 0.7 : 1;
        return Deciding.In(text) ? weight * (1 + (0.35 * Math.Min(2, Decides().Count(text)))) : weight;
    }

    [GeneratedRegex(
        @"^(yes|yeah|yep|no|nope|right|okay|ok|sure|exactly|absolutely|got it|great|perfect|that|that's|this|it|it's|he|she|they|which|because|so that|or|um|uh|well|mm)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LeansOnBefore();

    [GeneratedRegex(
        @"\b(you know|I mean|I guess|kind of like|sort of like|does that make sense|let me know if|I don't know|to be honest|I have to say)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Hedges();

    [GeneratedRegex(
        @"\b(biggest|main|key|problem|challenge|issue|goal|priority|because|deadline|budget|decision|decided|agreed?|agreement|next steps?|plan is|requirement|blocker|risk|currently|we need|we're looking|looking for|cost|costs|save|price|contract|renewal)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Decides();
}
