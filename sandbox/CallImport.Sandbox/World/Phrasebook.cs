using System.Text.RegularExpressions;
using CallImport.Sandbox.Voices;

namespace CallImport.Sandbox.World;

internal sealed record Phrase(Role Speaker, string Text)
{
    /// <summary>The sentence as one person says it to another.</summary>
    public string Spoken(Person speaker, Person addressed, string customer) => !Text.Contains('{', StringComparison.Ordinal)
        ? Text
        : Text.Replace("{me}", speaker.Name, StringComparison.Ordinal)
            .Replace("{myfirst}", speaker.FirstName, StringComparison.Ordinal)
            .Replace("{myco}", speaker.Company, StringComparison.Ordinal)
            .Replace("{you}", addressed.FirstName, StringComparison.Ordinal)
            .Replace("{co}", customer, StringComparison.Ordinal);
}

/// <summary>A few sentences that are always spoken together and in this order.</summary>
internal sealed record Exchange(IReadOnlyList<Phrase> Phrases);

internal sealed record Phase(CallType Type, string Name, string Topic, IReadOnlyList<Exchange> Exchanges)
{
    public bool OnlyWithUser => Name == "floor";

    /// <summary>Greetings, small talk and goodbyes do not happen twice, and nobody calls support with two problems.</summary>
    public bool IsSaidOnce => Name is "open" or "smalltalk" or "agenda" or "close" or "problem";

    public bool IsNeeded => Name is "open" or "next" or "close" or "situation" or "show" or "offer" or "problem" or "value";
}

/// <summary>phrases.txt: the phases of each type of call, in the order in which they happen.</summary>
internal sealed partial class Phrasebook
{
    private readonly Dictionary<CallType, List<Phase>> _phases = [];

    public Phrasebook()
    {
        var exchanges = new List<Exchange>();
        var phrases = new List<Phrase>();
        foreach (var line in Embedded.AllLines("phrases.txt").Where(line => !line.StartsWith('#')).Append(""))
        {
            if (Header().Match(line) is { Success: true } header)
            {
                exchanges = [];
                var type = Enum.Parse<CallType>(header.Groups["type"].Value, ignoreCase: true);
                var phase = new Phase(type, header.Groups["phase"].Value, header.Groups["topic"].Value, exchanges);
                (_phases.TryGetValue(type, out var list) ? list : _phases[type] = []).Add(phase);
            }
            else if (line.Length > 3)
            {
                phrases.Add(new Phrase((Role)line[0], line[3..].Trim()));
            }
            else if (phrases.Count > 0)
            {
                exchanges.Add(new Exchange([.. phrases]));
                phrases.Clear();
            }
        }
    }

    public IReadOnlyList<Phase> Phases(CallType type) => _phases[type];

    [GeneratedRegex(@"^@(?<type>\w+)\.(?<phase>\w+) \| (?<topic>.+)$")]
    private static partial Regex Header();
}
