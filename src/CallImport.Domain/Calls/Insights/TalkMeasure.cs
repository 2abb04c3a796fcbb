namespace CallImport.Domain.Calls.Insights;

/// <summary>Who spoke for how long.</summary>
internal static class TalkMeasure
{
    /// <summary>More names than this in one call are a fault of the source; the loudest are kept.</summary>
    public const int SpeakerLimit = 50;

    /// <summary>A breath between two segments of one speaker does not end a monologue.</summary>
    private const int GapMs = 3_000;

    /// <returns>Shares of the talking time, largest first.</returns>
    public static IReadOnlyList<TalkShare> Shares(IReadOnlyList<Turn> turns)
    {
        var times = turns
            .GroupBy(turn => turn.Speaker)
            .Select(group => (Speaker: group.Key, Time: group.Sum(turn => (long)turn.DurationMs)))
            .Where(talk => talk.Time > 0)
            .OrderByDescending(talk => talk.Time)
            .ThenBy(talk => talk.Speaker, StringComparer.Ordinal)
            .ToList();
        var total = (double)times.Sum(talk => talk.Time);
        return [.. times.Take(SpeakerLimit).Select(talk => new TalkShare(talk.Speaker, Math.Round(talk.Time / total, 4)))];
    }

    public static Monologue? LongestMonologue(IReadOnlyList<Turn> turns)
    {
        Monologue? longest = null;
        for (var first = 0; first < turns.Count;)
        {
            var (speaker, start, end) = (turns[first].Speaker, turns[first].StartMs, turns[first].EndMs);
            var next = first + 1;
            while (next < turns.Count && turns[next].Speaker == speaker && turns[next].StartMs <= (long)end + GapMs)
            {
                end = Math.Max(end, turns[next].EndMs);
                next++;
            }

            if (end - start > (longest?.DurationMs ?? 0))
            {
                longest = new Monologue(speaker, start, end - start);
            }

            first = next;
        }

        return longest;
    }
}
