using CallImport.Sandbox.Voices;

namespace CallImport.Sandbox.World;

/// <summary>One call as its participants know it; what a vendor makes of it is the vendor's folder's business.</summary>
internal sealed class WorldCall(Func<IReadOnlyList<Utterance>> compose, Func<IReadOnlyList<Utterance>, Recording> record)
{
    private IReadOnlyList<Utterance>? _utterances;
    private Recording? _recording;

    public required int Index { get; init; }

    /// <summary>Twenty digits: more than a signed 64-bit number or a double can carry.</summary>
    public required string Id { get; init; }

    public required Cast Cast { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>When it stood in the calendar; telephone calls stand in none.</summary>
    public required DateTimeOffset? Scheduled { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>The conferencing or telephone system.</summary>
    public required string System { get; init; }

    /// <summary>What is said; put together when it is first asked for.</summary>
    public IReadOnlyList<Utterance> Utterances => _utterances ??= compose();

    public Recording Recording => _recording ??= record(Utterances);

    public bool IsConference => Scheduled is not null;

    public string Title => $"{Cast.Customer} – {Cast.Type}";
}
