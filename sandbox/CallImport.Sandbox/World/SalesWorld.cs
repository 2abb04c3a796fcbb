using System.Collections.Concurrent;
using CallImport.Sandbox.Voices;

namespace CallImport.Sandbox.World;

/// <summary>What every world shares: the people, their sentences, and the sound of them.</summary>
internal sealed record Stage(VoiceBank Bank, People People, Conversation Conversation)
{
    public static Stage Load()
    {
        var bank = new VoiceBank();
        return new Stage(bank, new People(), new Conversation(bank, new Phrasebook()));
    }
}

/// <summary>
/// The calls of one company. Nothing but start times is held; a call is made anew from the seed and its number each time it is
/// looked at, so that tens of thousands cost next to nothing.
/// </summary>
internal sealed class SalesWorld(Stage stage, ulong seed, long[] starts, long? recordingBytes)
{
    /// <summary>How a year is made up: many first talks, fewer demos, fewer offers; customers who call and customers who stay.</summary>
    private static readonly CallType[] Mix =
    [
        CallType.Discovery, CallType.Demo, CallType.Pricing, CallType.Discovery, CallType.Support, CallType.Discovery, CallType.Demo,
        CallType.Renewal, CallType.Discovery, CallType.Pricing, CallType.Support, CallType.Demo, CallType.Discovery, CallType.Pricing,
        CallType.Demo, CallType.Renewal,
    ];

    private readonly CallIds _ids = new(seed);
    private readonly ConcurrentDictionary<int, string> _hashes = new();
    private readonly int[] _frames = new int[starts.Length];
    private volatile CallOrder _order = CallOrder.Of(starts);

    public CallOrder Order => _order;

    public string Id(int index) => _ids.Id(index);

    public int? Find(string? id) => _ids.Index(id) is { } index && index < _order.Count ? index : null;

    /// <summary>Lets one more call happen.</summary>
    /// <returns>its number</returns>
    public int Add(DateTimeOffset started)
    {
        lock (_ids)
        {
            _order = _order.With(started.ToUnixTimeSeconds());
            return _order.Count - 1;
        }
    }

    public WorldCall Call(int index)
    {
        var chance = Chance.For(seed, (ulong)index, 2);
        var cast = Cast(index, ref chance);
        var telephone = cast.Type == CallType.Support || chance.Percent(15);
        var started = DateTimeOffset.FromUnixTimeSeconds(_order.Start(index)).ToOffset(WorldCalendar.Offset);
        var seconds = chance.Between(45, 190) + chance.Between(0, 150);
        long? frames = recordingBytes is { } bytes ? Math.Max(1, bytes / VoiceBank.FrameBytes) : null;
        var words = chance;
        return new WorldCall(
            () => stage.Conversation.Compose(cast, words, seconds, frames),
            utterances => new Recording(stage.Bank, utterances, frames))
        {
            Index = index,
            Id = Id(index),
            Cast = cast,
            Started = started,
            Scheduled = telephone ? null : ScheduledFor(index),
            IsPrivate = index % 24 == 7,
            System = telephone ? "Harborline Voice" : (index % 3) switch { 0 => "Zoom", 1 => "Google Meet", _ => "Microsoft Teams" },
        };
    }

    /// <summary>How long a call is. Remembered, because every list tells it and only the whole conversation knows it.</summary>
    public TimeSpan Duration(WorldCall call)
    {
        if (call.Index >= _frames.Length)
        {
            return call.Recording.Duration;
        }

        ref var frames = ref _frames[call.Index];
        frames = frames > 0 ? frames : (int)Math.Min(int.MaxValue, call.Recording.Frames);
        return TimeSpan.FromMilliseconds((double)frames * VoiceBank.FrameMilliseconds);
    }

    /// <summary>SHA-256 of the recording in lower-case hex; worked out once.</summary>
    public string Sha256(WorldCall call) =>
        _hashes.GetOrAdd(call.Index, static (_, call) => Convert.ToHexStringLower(call.Recording.Sha256()), call);

    /// <summary>Calendars know round times; one call in ten starts late.</summary>
    private DateTimeOffset ScheduledFor(int index)
    {
        var start = _order.Start(index);
        var late = Chance.For(seed, (ulong)index, 3).Percent(10) ? 15 * 60 : 0;
        return DateTimeOffset.FromUnixTimeSeconds((start + 150) / 300 * 300 - late).ToOffset(WorldCalendar.Offset);
    }

    /// <summary>Types and customers come round in turn, so that a small world shows them all.</summary>
    private Cast Cast(int index, ref Chance chance)
    {
        var people = stage.People;
        var company = (int)(((ulong)index * 5 + (seed & 0xFFFF)) % (ulong)people.Buyers.Count);
        var (buyer, user) = (people.Buyers[company], people.Users[company]);
        var executive = people.Executives[(company + (chance.Percent(20) ? 1 : 0)) % people.Executives.Count];
        var type = Mix[(int)(((ulong)index + (seed >> 32 & 0xFFFF)) % (ulong)Mix.Length)];
        return type switch
        {
            CallType.Demo when chance.Percent(55) => new Cast(type, executive, buyer, [executive, people.Engineer, buyer, user]),
            CallType.Demo => new Cast(type, executive, buyer, [executive, people.Engineer, buyer]),
            CallType.Support => new Cast(type, people.Engineer, user, [people.Engineer, user]),
            CallType.Renewal => new Cast(type, people.SuccessManager, user, [people.SuccessManager, user]),
            _ => new Cast(type, executive, buyer, [executive, buyer]),
        };
    }
}
