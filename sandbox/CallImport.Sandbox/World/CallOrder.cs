namespace CallImport.Sandbox.World;

/// <summary>Start times of all calls and the order they give. Never changed: a further call makes a new one.</summary>
internal sealed class CallOrder
{
    private readonly long[] _starts;
    private readonly int[] _byStart;

    private CallOrder(long[] starts, int[] byStart) => (_starts, _byStart) = (starts, byStart);

    public int Count => _starts.Length;

    public static CallOrder Of(long[] starts)
    {
        var order = Enumerable.Range(0, starts.Length).ToArray();
        Array.Sort(order, (one, other) => Compare(starts, one, other));
        return new CallOrder(starts, order);
    }

    public CallOrder With(long start)
    {
        long[] starts = [.. _starts, start];
        var place = FirstAtOrAfter(start + 1, int.MinValue);
        return new CallOrder(starts, [.. _byStart[..place], _starts.Length, .. _byStart[place..]]);
    }

    /// <summary>Unix seconds.</summary>
    public long Start(int index) => _starts[index];

    public int At(int place) => _byStart[place];

    /// <summary>The first place whose call starts at or after a time; among those of the same second, at or after a number.</summary>
    public int FirstAtOrAfter(long start, int index)
    {
        var (low, high) = (0, _byStart.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var (time, number) = (_starts[_byStart[middle]], _byStart[middle]);
            if (time < start || (time == start && number < index))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int Compare(long[] starts, int one, int other) =>
        starts[one] != starts[other] ? starts[one].CompareTo(starts[other]) : one.CompareTo(other);
}
