using CallImport.Domain.Calls;

namespace CallImport.Tests.Unit.Calls.Insights;

/// <summary>Calls as they are really held, written down line by line: <c>speaker: words</c>.</summary>
internal static class Dialogues
{
    /// <summary>A first call with a customer who moves files between warehouse and accounting by hand.</summary>
    public const string Discovery =
        """
        Maya: Hi Tom, good morning. Thanks for making the time today.
        Tom: Good morning, Maya. How are you doing?
        Maya: I'm doing well, thank you. How was your weekend?
        Tom: It was lovely, we took the kids to the lake.
        Maya: Great. So, tell me a little about how your team handles inventory today.
        Tom: Sure. We run three warehouses, and every night somebody exports a spreadsheet from the warehouse system and uploads it into our accounting software by hand.
        Tom: The biggest problem is that the inventory numbers are always a day old, and last quarter we oversold two hundred units because of it.
        Maya: That sounds painful. How many people touch that spreadsheet?
        Tom: Four people, across two time zones.
        Maya: And what happens when the export fails?
        Tom: Then nobody notices until a customer complains. We missed a whole shipment in March.
        Maya: Our inventory sync connects the warehouse system to your accounting software directly, and it updates stock every five minutes.
        Tom: Does it work with NetSuite?
        Maya: Yes, the NetSuite connector is included in the standard plan. About sixty percent of our customers use the NetSuite connector.
        Tom: Good. Our security team will want to see a SOC 2 report before anything touches NetSuite.
        Maya: Of course. I'll send you the SOC 2 report and the security questionnaire by Friday.
        Tom: What does it cost for three warehouses?
        Maya: The standard plan is nine hundred dollars a month for three warehouses, billed annually.
        Tom: That is within our budget. We have about twelve thousand dollars set aside for inventory sync this year.
        Maya: Wonderful. What would you need to see to make a decision?
        Tom: A pilot with one warehouse. If inventory sync is right for two weeks, I'll sign.
        Maya: Let's schedule the pilot kickoff for next Tuesday. Can you send me a sample export from the warehouse system?
        Tom: Yes, I'll get that over to you tomorrow morning.
        Maya: Perfect. I'll also loop in Priya, our solutions engineer, for the pilot.
        Tom: Sounds good. Thanks, Maya.
        Maya: Thank you, Tom. Have a great day.
        """;

    public const string German =
        """
        Anna: Guten Tag Herr Keller, schön dass Sie Zeit gefunden haben.
        Keller: Guten Tag. Wir suchen eine Lösung, die unsere Rechnungen automatisch an die Buchhaltung übergibt.
        Anna: Wie viele Rechnungen schreiben Sie im Monat?
        Keller: Ungefähr zweitausend Rechnungen, und jede Rechnung wird heute von Hand in die Buchhaltung übertragen.
        Anna: Unsere Schnittstelle überträgt jede Rechnung innerhalb weniger Minuten in die Buchhaltung.
        Keller: Ich werde mit unserer Buchhaltung sprechen und melde mich bis Freitag.
        """;

    /// <summary>One segment each, at the usual pace, half a second between them.</summary>
    public static Transcript Spoken(string dialogue, bool withEnds = true)
    {
        List<TranscriptSegment> segments = [];
        var at = 0;
        foreach (var line in dialogue.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (speaker, text) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            var length = text.Split(' ').Length * 400;
            segments.Add(new TranscriptSegment(speaker, at, withEnds ? at + length : null, text));
            at += length + 500;
        }

        return new Transcript(segments);
    }
}
