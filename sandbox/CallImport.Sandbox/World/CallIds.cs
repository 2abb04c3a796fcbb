using System.Globalization;

namespace CallImport.Sandbox.World;

/// <summary>
/// Turns the number of a call into an id and back without a table: 20 digits that look like chance, different for each world.
/// The 62 bits hold the number (32) and a mark of the world (30), stirred by steps that can be undone.
/// </summary>
internal sealed class CallIds(ulong seed)
{
    private const ulong First = 10_000_000_000_000_000_000;
    private const ulong Mask = (1UL << 62) - 1;
    private const ulong Odd = 0x2545F4914F6CDD1D;
    private const int Half = 31;

    private static readonly ulong Inverse = InverseOf(Odd);

    private readonly ulong _mark = Chance.Mix(seed) & ((1UL << 30) - 1);

    public string Id(int index)
    {
        var value = (_mark << 32) | (uint)index;
        value = (value * Odd) & Mask;
        value ^= value >> Half;
        value = (value * Odd) & Mask;
        return (First + value).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The number that an id of this world stands for; null for all other text.</summary>
    public int? Index(string? id)
    {
        if (!ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < First || value - First > Mask)
        {
            return null;
        }

        value = ((value - First) * Inverse) & Mask;
        value ^= value >> Half;
        value = (value * Inverse) & Mask;
        return value >> 32 == _mark && (value & uint.MaxValue) <= int.MaxValue ? (int)(value & uint.MaxValue) : null;
    }

    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var step = 0; step < 6; step++)
        {
            inverse *= 2 - odd * inverse;
        }

        return inverse;
    }
}
