namespace CallImport.Sandbox.World;

/// <summary>A small repeatable source of chance: the same seed and purpose always give the same numbers, on every machine.</summary>
internal struct Chance(ulong state)
{
    private ulong _state = state;

    public static Chance For(ulong seed, ulong subject, ulong purpose = 0) =>
        new(Mix(Mix(seed ^ 0x9E3779B97F4A7C15UL) + Mix(subject + (purpose << 48)) * 3));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>A number from 0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(((Next() >> 32) * (ulong)below) >> 32);

    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Percent(double percent) => Next() / (double)ulong.MaxValue * 100 < percent;

    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash);
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
