namespace CallImport.Domain.Calls.Insights;

/// <summary>One sentence as it was said. What several finders ask about it is answered once.</summary>
internal sealed class Sentence(string speaker, int startMs, string text, IReadOnlyList<Word> words)
{
    private bool? isAction;
    private bool? isSmallTalk;

    public string Speaker { get; } = speaker;

    public int StartMs { get; } = startMs;

    /// <summary>One line, single blanks.</summary>
    public string Text { get; } = text;

    /// <summary>The same with straight apostrophes, for patterns.</summary>
    public string Plain { get; } = text.Replace('’', '\'');

    public IReadOnlyList<Word> Words { get; } = words;

    public bool IsAsked { get; } = text.AsSpan().TrimEnd("\"”) ") is [.., '?' or '？' or '؟'];

    public bool IsAction => isAction ??= ActionPatterns.IsAction(this);

    public bool IsSmallTalk => isSmallTalk ??= SmallTalk.Is(this);
}
