namespace CallImport.Domain.Calls.Insights;

/// <summary>
/// Everything that can be told about a call from its words alone, without a model: measured (talk, monologue), counted (questions,
/// topics) or quoted (summary, action items). Nothing is made up, so nothing needs checking. The same words give the same answer.
/// </summary>
/// <remarks>
/// Time and memory grow with the length of the text, which is read up to <see cref="SentenceSplitter.TextLimit"/>. Topics and action
/// items need to know English; for other languages they stay empty rather than wrong.
/// </remarks>
public static class CallAnalysis
{
    /// <param name="transcript">Segments in order of time; may be empty or hold nonsense.</param>
    /// <param name="participants">People of the call; their names are no topics.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> asked for it.</exception>
    public static CallInsights Of(Transcript transcript, IReadOnlyList<Participant> participants, CancellationToken cancellationToken)
    {
        var turns = Turn.From(transcript);
        var sentences = SentenceSplitter.Split(turns);
        cancellationToken.ThrowIfCancellationRequested();
        var isEnglish = Language.IsEnglish(sentences);
        var summary = Summariser.Summarise(sentences, isEnglish);
        cancellationToken.ThrowIfCancellationRequested();
        return new CallInsights
        {
            Summary = summary,
            ActionItems = isEnglish ? ActionItemFinder.Find(sentences) : [],
            Topics = isEnglish ? TopicFinder.Find(sentences, NamesOf(turns, participants)) : [],
            TalkRatio = TalkMeasure.Shares(turns),
            LongestMonologue = TalkMeasure.LongestMonologue(turns),
            Questions = QuestionFinder.Find(sentences, isEnglish),
        };
    }

    private static HashSet<string> NamesOf(IReadOnlyList<Turn> turns, IReadOnlyList<Participant> participants) =>
        turns.Select(turn => turn.Speaker).Distinct().Take(TalkMeasure.SpeakerLimit)
            .Concat(participants.Take(TalkMeasure.SpeakerLimit).Select(participant => participant.Name))
            .OfType<string>()
            .SelectMany(Words.Of)
            .Select(word => word.Lower)
            .ToHashSet();
}
