namespace CallImport.Domain.Calls;

/// <summary>What can be said about a call from its transcript.</summary>
public sealed record CallInsights
{
    /// <summary>Extractive: sentences of the call itself, in their order.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<string> ActionItems { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required IReadOnlyList<TalkShare> TalkRatio { get; init; }

    public Monologue? LongestMonologue { get; init; }

    /// <summary>Questions asked, by speaker.</summary>
    public required IReadOnlyList<AskedQuestion> Questions { get; init; }
}

/// <param name="Ratio">Share of the talking time, 0–1.</param>
public sealed record TalkShare(string Speaker, double Ratio);

public sealed record Monologue(string Speaker, int StartMs, int DurationMs);

public sealed record AskedQuestion(string Speaker, int StartMs, string Text);
