using System.Text.RegularExpressions;

namespace CallImport.Domain.Calls.Insights;

/// <summary>Greetings, pleasantries and the housekeeping of being on a call: true, but not what the call was about.</summary>
internal static partial class SmallTalk
{
    private static readonly Keywords Cues = new(
        "how are ", "how's ", "how was ", "how is ", "nice to ", "great to ", "good to ", "lovely to ", "pleasure to ", "it's to ", "thank", "hear me", "hear us",
        "hear my", "hear the screen", "see me", "see us", "see my", "see the screen", "on mute", "breaking up", "frozen", "muted", "my screen", "let's ", "shall we ",
        "should we ", "have a ", "enjoy ", "talk to you ", "talk soon", "talk then", "talk later", "speak soon", "see you", "take care", "happy friday", "weather",
        "weekend", "traffic", "vacation", "holiday", "my name is", "i'm ", "i am ", "this is ", "speaking with", "good time ", "interrupt me", "looking forward to",
        "how can i help", "how about you", "coffee", "this call ");

    public static bool Is(Sentence sentence) => Opening().IsMatch(sentence.Plain) || (Cues.In(sentence.Plain) && Phrase().IsMatch(sentence.Plain));

    [GeneratedRegex(
        """
        ^(
        (hi|hey|hello|good\s(morning|afternoon|evening)|bye|goodbye|cheers|welcome\sback)\b
        |(thanks|thank\syou)\b
        |(tell\sme|bear\swith\sme|hold\son|one\smoment|just\sa\s(second|moment))\b
        )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Opening();

    [GeneratedRegex(
        """
        \b(how\sare\s(you|things|we)|how's\s(it\sgoing|everyone|everybody|your\s(day|week))|how\s(was|is)\syour\s(day|week|weekend|morning|summer|holiday|vacation|flight|trip))\b
        |\b(nice|great|good|lovely|pleasure)\s(to|it's\sto)\s(meet|see|hear\sfrom|finally\smeet|be\shere|chat|talk\sto)\b
        |\b(thanks|thank\syou)\s(so\smuch\s|very\smuch\s|again\s|a\slot\s|both\s|all\s|everyone\s)?for\s(joining|calling|making|your\stime|taking|having|the\stime|hopping|coming|jumping)\b
        |\b(can|could)\s(you|everyone|everybody)\s(all\s)?(hear|see)\s(me|us|my|the\sscreen)\b
        |\b(you're|you\sare)\s(on\smute|breaking\sup|frozen|muted)\b
        |\b(share|sharing)\smy\sscreen\b
        |\b(let's|shall\swe|should\swe)\s(get\sstarted|dive\s(right\s)?in|jump\s(right\s)?in|kick\s(it\s|this\s)?off|wait)\b
        |\b(have\sa\s(great|good|nice|lovely)|enjoy\s(your|the\srest)|talk\s(to\syou\s)?(soon|then|later)|speak\ssoon|see\syou|take\scare|happy\sfriday)\b
        |\b(weather|weekend|traffic|vacation|holidays?)\s(was|is|been|here|there)\b
        |\b(my\sname\sis|(I'm|I\sam|this\sis)\s\w+\s(with|from)|I\sam\swith|speaking\swith|good\stime\s(for|to)|interrupt\sme|looking\sforward\sto|pleasure\sto\swork|how\scan\sI\shelp|how\sabout\syou|(my|a)\s(first|second|third)?\s?coffee)\b
        |\bthis\scall\s(is|may\sbe|will\sbe)\s(being\s)?recorded\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Phrase();
}
