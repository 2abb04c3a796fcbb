using System.Collections.Frozen;

namespace CallImport.Domain.Calls.Insights;

/// <summary>English words that name no subject. What is left of a sentence without them is mostly nouns.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Function = Set(
        """
        a about above after again against all also am an and any are aren't as at be because been before being below between both but by
        can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else even ever every few for from
        further had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm
        i've if in into is isn't it it'd it'll it's its itself just let's may me might mine more most much must my myself neither no nor
        not of off on once only onto or other others ought our ours ourselves out over own per same shall she she'd she'll she's should
        shouldn't so some such than that that'll that's the their theirs them themselves then there there's these they they'd they'll
        they're they've this those through to too toward under until up upon us very via was wasn't we we'd we'll we're we've were
        weren't what what's whatever when whenever where wherever whether which while who who's whoever whom whose why will with within
        without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
        """);

    /// <summary>Verbs, adverbs, adjectives, times and fillers of talk.</summary>
    private static readonly FrozenSet<string> Talk = Set(
        """
        able absolutely across actual actually add added adding afternoon afterwards ago agree agreed ah ahead allow allows almost alone
        along already alright although always amazing among amount amounts annual annually another answer answered answers anybody
        anymore anyone anything anyway anywhere apparently appear appreciate approach approve approved april area areas arrange ask
        asked asking asks attach attached august away awesome awhile back bad based basically became become becomes beforehand began
        begin behind believe best better beyond big bigger biggest billion bit bits book booked bought break breaks bring bringing
        brings broke broken brought bucks build building built bunch busy buy buying bye called calls came care careful carefully cases
        catch certain certainly chance change changed changes changing chat cheap check checked checking choose choosing chose chosen
        circle clean clear clearly click clicked clicking close closed closely coffee come comes coming common compare compared
        comparing complete completed completely concern concerned concerns confirm confirmed consider considering continue cool copied
        copy copying correct costs couple course cover covered covers create created creating curious current currently cut daily day
        days december decide decided deep definitely deliver depend depending depends describe despite detail different difficult
        directly discuss discussed dollar dollars done doubt dozen dr draft drive driving drop due early easier easily easy eat
        effectively eight eighteen eighty eleven emailed end ended ends enjoy enough entire entirely er especially essentially etc euro
        euros evaluate evaluated evaluating evening eventually everybody everything everywhere exact exactly example excellent excited
        exciting exist existing expect expected expecting expensive explain extra extremely fact fail failed fails fair fairly fast
        faster february feel feeling feels felt fewer fifteen fifth fifty figure figured fill final finally find finding fine finish
        finished first fit five fix fixed focus focused follow followed following forget former forth forty forward forwarded found four
        fourteen fourth frankly free frequently friday fridays front fully fun funny gap gaps gave general generally get gets getting
        give given gives giving glad go goal goes going gone gonna good goodbye got gotcha gotta gotten great greater greatly grow
        growing guess guy guys half handle handled handling happen happened happening happens happy hard hardly haven head hear heard
        hello help helped helpful helping helps hey hi high higher highly hit hmm hold holding honest honestly hope hopefully hoping
        hour hours however huge huh hundred hundreds idea ideal ideally imagine immediately important improve include included includes
        including indeed instead interested interesting internally introduce invite invited involved january join joined joining july
        jump june keep keeping keeps kept kill kind kinda kinds knew know knowing known knows large larger largest last late lately
        later latest leads learn learned least leave leaving left less lesser let lets like liked likely likes listen literally little
        live lives long longer look looked looking looks loop lose losing lot lots love loved lovely low lower lucky lunch made main
        mainly make makes making manage managed managing many march matter matters maybe mean meaning means meant meet mention mentioned
        met mhm middle million mind minute minutes miss missed missing mm moment monday mondays month monthly months morning mostly move
        moved moving mr mrs ms multiple mute name named near nearly necessarily necessary need needed needs never new newer next nice
        nine nineteen ninety nobody none nope normal normally nothing notice noticed november now nowhere numerous obvious obviously
        occasionally october offer offered offering often oh ok okay old older one ones ongoing open opened opposed original originally
        otherwise outside overall own pain part particular particularly past pay paying people percent perfect perfectly perhaps period
        personally pick picked picking piece place planned plans play please plenty plus point pointed possible possibly potential
        potentially pound pounds prefer prepare prepared pretty previous previously priced primarily prior probably proceed properly
        prove proven provide provided provides providing pull pulled pulling push pushed put puts putting q1 q2 q3 q4 quick quickly
        quite ran range rather reach reached read reading ready real realistic realistically realize really reason reasonable reasonably
        reasons receive received recent recently recommend regard regarding regardless regular regularly relatively relevant rely
        remember remind replace replaced replied reply require required requires respect respectively respond rest result return review
        right roll rolled rolling rough roughly run running runs said saturday saturdays save saved saving saw say saying says schedule
        scheduled screen second seconds section see seeing seem seemed seems seen sell selling send sending sends sense sent separate
        separately september serious seriously serve set sets setting seven seventeen seventy several shape share shared sharing ship
        shipped short shortly show showed showing shown shows sign signed significant significantly similar similarly simple simply
        since single sit sitting situation six sixteen sixty size sized slightly slow slowly small smaller smart sold solid solution
        solutions solve solved somebody somehow someone something sometime sometimes somewhat somewhere soon sorry sort sorts sound
        sounded sounds speak speaking speaks specific specifically spend spending spent spoke spot stand standing start started starting
        starts state stay step steps stick still stop stopped stopping straight strong struggle struggling stuck stuff style submit
        successfully suggest suggested sunday sundays super supposed sure surely surprised switch switched switching take taken takes
        taking talk talked talking tell telling ten tend terms terrible tested thank thanks thing things think thinking third thirteen
        thirty though thought thoughts thousand thousands three thrilled throughout throw thursday thursdays till tiny today together
        told tomorrow tonight took top total totally touch track tried tries true truly try trying tuesday tuesdays turn turned turns
        twelve twenty twice two type typed types typical typically typing uh ultimately um understand understanding understood
        unfortunately unless unlike unlikely update updated upfront usable use used useful users uses using usual usually value various
        versus view wait waiting walk walked walking wanna want wanted wanting wants waste watch way ways weather wednesday wednesdays
        week weekend weekly weeks welcome well went whatsoever whereas whole wide willing win winning wish won wonder wonderful
        wondering word words work worked working works worried worries worry worse worst worth wow write writing written wrong wrote ya
        yeah year yearly years yep yesterday zero
        """);

    /// <summary>Too general alone, but telling in front of another noun: "lead routing", "deal desk".</summary>
    private static readonly FrozenSet<string> Modifiers = Set(
        """
        call case change cost deal group lead line meeting price quarter test user
        """);

    /// <summary>Nouns that need another one beside them: a "team" is no topic, the "security team" is.</summary>
    private static readonly FrozenSet<string> General = Set(
        """
        account average basic business button client company customer data date demo department document email emails everyone feature
        features file folks hand hands issue item items job jobs kid kids level line list manager member night nights note notes number
        numbers office option page paper person phone plan platform premium problem process product project question quote rate report
        request requests sales screen service side site software standard store system tab team time tool unit units user vendor version
        world
        """);

    /// <summary>-ing words that are things, not acts.</summary>
    private static readonly FrozenSet<string> ThingsInIng = Set(
        """
        accounting banking billing budgeting coaching engineering forecasting funding hiring hosting housing invoicing licensing logging
        manufacturing marketing messaging monitoring networking onboarding packaging planning pricing prospecting provisioning recording
        recruiting reporting routing scheduling scoring shipping staffing streaming targeting testing ticketing tooling tracking
        training underwriting warehousing
        """);

    public static bool IsFunctionWord(string lower) => Function.Contains(lower);

    public static bool Contains(string lower) =>
        Function.Contains(lower) || Talk.Contains(lower) || lower.Length == 1 || lower.Contains('\'');

    /// <summary>A word that says what is done, how, or next to nothing: fine inside a phrase, no subject by itself.</summary>
    public static bool IsWeak(string lower) =>
        Modifiers.Contains(lower)
        || (lower.EndsWith("ing", StringComparison.Ordinal) && !ThingsInIng.Contains(lower))
        || (lower.EndsWith("ed", StringComparison.Ordinal) && lower.Length > 4)
        || lower.EndsWith("ly", StringComparison.Ordinal);

    public static bool IsTooGeneralAlone(string stem) => General.Contains(stem) || Modifiers.Contains(stem);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
