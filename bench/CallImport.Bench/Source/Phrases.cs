namespace CallImport.Bench.Source;

/// <summary>What is said in the calls of the load source: ordinary sales talk, so that insights and the search index have ordinary work.</summary>
internal static class Phrases
{
    private static readonly string[] All =
    [
        "Thanks for making the time today, I know the end of the quarter is busy for everybody.",
        "We moved our reporting to the new warehouse last month and the nightly load still takes four hours.",
        "Could you send me the security questionnaire before Friday, please?",
        "I'll send you the proposal with the annual pricing by tomorrow morning.",
        "What does your approval process look like once legal has seen the contract?",
        "Our support team handles about three hundred tickets a day across two regions.",
        "The integration with the ticketing system is what everybody asks me about.",
        "That is roughly forty percent above what we have in the budget for this year.",
        "How many people would use the dashboard every week?",
        "We looked at another vendor in spring, but their onboarding took too long.",
        "Let's schedule a call with the data team next week and go through the schema.",
        "The pilot went well, adoption was higher than we had expected in the field.",
        "I have to check with our finance lead whether quarterly invoices are possible.",
        "Single sign-on is a must for us, and so is the audit log.",
        "The mobile app crashed twice during the demo, is that a known problem?",
        "We can migrate the historical data for you, it usually takes two days.",
        "My team will prepare the migration plan and share it on Wednesday.",
        "Everybody here likes the search, it finds the right moment in seconds.",
    ];

    public static string Of(int number) => All[number % All.Length];
}
