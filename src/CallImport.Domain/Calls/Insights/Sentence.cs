namespace CallImport.Domain.Calls.Insights;

/// <summary>One sentence as it was said.</summary>
internal sealed record Sentence(string Speaker, int StartMs, string Text, IReadOnlyList<Word> Words)
{
    public bool IsAsked => Text.Length > 0 && Text.TrimEnd('"', '”', ')', ' ')[^1..] is "?" or "？" or "؟";
}
