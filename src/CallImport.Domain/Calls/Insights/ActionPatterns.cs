using System.Text.RegularExpressions;

namespace CallImport.Domain.Calls.Insights;

/// <summary>Ways in which English speakers commit themselves or others to something after the call.</summary>
internal static partial class ActionPatterns
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    private const int TimeoutMs = 1_000;

    /// <summary>Acts that happen after a call. "Show", "explain" or "tell" happen in it.</summary>
    private const string Act =
        """
        (send|share|e-?mail|forward|schedule|book|set\sup|put\s(together|in|a|some)|prepare|draft|follow\sup|get\sback|circle\sback|come\sback|check\s(with|on|in|if|whether|the|our|that)
        |confirm|reach\sout|loop\s(in|\w+\sin)|introduce|invite|create|update|review|look\s(into|over|at)|dig\sinto|find\sout|figure\sout|talk\sto|speak\s(to|with)|sync\swith|connect|call\syou|give\syou\sa\scall
        |write|provide|upload|include|work\s(on|with|up)|get\s(you|that|those|this|it|them|the|a|an|our|my|some|sign-?off|approval)|arrange|organi[sz]e|submit|sign|approve|order|deliver|fix|open\sa|file|raise|escalate
        |block|reserve|document|copy|cc|ping|drop|pull\s(together|the|a|some)|walk\s(our|my|the)|bring\s(in|the|our|my|it|this|that|him|her)|run\s(it|this|that|the|a)|take\s(it|this|that)\s(to|back|up)|have\s\w+(\s\w+)?\s(send|call|reach|review|look|prepare|join|sign|check|follow)
        |make\s(sure|an\sintro|the\sintro)|add|turn\son|enable|activate|install|migrate|import|export|verify|test|finali[sz]e|complete|revise|resend|return|compile|collect|gather|present|pitch)
        """;

    private const string When =
        """
        (by|before|on|until|no\slater\sthan|end\sof|first\sthing|later|early)\s(the\s)?(end\sof\s(the\s|this\s|next\s)?)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|week|month|quarter|eod|cob|close\sof\sbusiness|next|this|january|february|march|april|may|june|july|august|september|october|november|december|the\s\w+|\d)
        |\b(tomorrow|today|tonight|next\s(week|month|monday|tuesday|wednesday|thursday|friday|quarter)|this\s(week|afternoon|evening|friday)|end\sof\s(the\s)?(day|week|month)|in\s(a|two|three|a\sfew)\s(days?|weeks?)|right\safter\s(this|the)\scall|after\sthis\scall)
        """;

    // What follows needs one of these words; most sentences have none and are done here.
    private static readonly Keywords Promises =
        new("'ll", " will ", "'m going to", " am going to", "'re going to", " are going to", "i can ", "i would like to ", "my team can", "let me ");

    private static readonly Keywords Requests = new("can you ", "could you ", "would you ", "will you ", "please", "kindly", "need you to");

    private static readonly Keywords Appointments = new("let's ", "let us ");

    private static readonly Keywords Names = new("action item", "to-do", "todo", "next step");

    private static readonly Keywords Duties = new("need to", "have to", "should", "must", "got to", "owe");

    public static bool IsAction(Sentence sentence)
    {
        var text = sentence.Plain;
        return ((Requests.In(text) && Request().IsMatch(text))
                || (Appointments.In(text) && Appointment().IsMatch(text))
                || (!sentence.IsAsked && IsStated(text)))
            && !InTheCall().IsMatch(text);
    }

    private static bool IsStated(string text) =>
        (Promises.In(text) && Promise().IsMatch(text))
        || (Names.In(text) && Named().IsMatch(text))
        || (Duties.In(text) && Duty().IsMatch(text) && Dated().IsMatch(text));

    [GeneratedRegex(
        @"\b((I|we)('ll|\swill|'m\sgoing\sto|\sam\sgoing\sto|'re\sgoing\sto|\sare\sgoing\sto)|I\scan|I\swould\slike\sto|my\steam\s(will|can)|(he|she|they)('ll|\swill))
        (\s(also|then|just|definitely|certainly|gladly|go\sahead\sand|try\sto|make\ssure\s(to|I|we)|be\ssure\sto|personally|probably))*\s" + Act + @"\b
        |\blet\sme\s(also\s|then\s|just\s)?(check\swith|get\sback|follow\sup|find\sout|talk\sto|confirm\s(with|that|and)|send|look\sinto|circle\sback|loop|take\sthat\s(back|away))\b",
        Options,
        TimeoutMs)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b(can|could|would|will)\syou\s(please\s|also\s|just\s|then\s|maybe\s|possibly\s|kindly\s)*" + Act + @"\b|(^|,\s|\band\s)(please|kindly)\s" + Act + @"\b|\bI('ll|\swill)\sneed\syou\sto\b", Options, TimeoutMs)]
    private static partial Regex Request();

    [GeneratedRegex(
        @"\blet('s|\sus)\s(also\s|then\s|just\s|plan\sto\s|plan\son\s|go\sahead\sand\s|try\sto\s)?(schedul|book|set\sup|put\s(something|time|a|it)|meet|reconvene|regroup|touch\sbase|sync|talk\sagain|reconnect|get\s(something|time|a|it)\s(on|in)|plan\sa|find\s(a\s)?time|circle\sback|follow\sup|block|lock\sin|aim\sfor)\w*\b",
        Options,
        TimeoutMs)]
    private static partial Regex Appointment();

    [GeneratedRegex(@"\b(action\sitems?|to-?do|(our|the|a|your|my)\snext\sstep)\s(is|are|would\sbe|will\sbe|for\s\w+\s(is|are)|here\s(is|are))\b", Options, TimeoutMs)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(I|we|you|they)(\sdo|\salso|'ll|\swill)?\s(need\sto|have\sto|should|must|got\sto|owe)\s(\w+\s){0,3}?" + Act + @"\b|\bI\sowe\syou\b", Options, TimeoutMs)]
    private static partial Regex Duty();

    [GeneratedRegex(@"\b(" + When + @")\b", Options, TimeoutMs)]
    private static partial Regex Dated();

    /// <summary>Done while everybody is on the line, said of habits, or not promised at all.</summary>
    [GeneratedRegex(
        @"\b(share|sharing)\s(my|the|your)\sscreen\b
        |\bshare\s(a\slittle|a\sbit|some\s(context|background|thoughts)|with\s(me|us)\s(what|how|why))\b
        |\b(hear|see)\s(me|my|us)\b
        |\b(won't|will\snot|not\sgoing\sto|can't|cannot|couldn't|don't\sthink)\b
        |^(if|when|whenever|every\stime|usually|normally|typically|once)\b(?!.*,\s(then\s)?(I|we)('ll|\swill))
        |\bput\s(me|you)\son\shold\b
        |\b(create|add|update|test|import|export|verify|enable|deliver|provide|include)\w*\s.*\b(automatically|for\syou|out\sof\sthe\sbox|every\s(day|night|week))\b",
        Options,
        TimeoutMs)]
    private static partial Regex InTheCall();
}
