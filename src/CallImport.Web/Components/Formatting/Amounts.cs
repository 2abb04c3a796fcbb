using System.Globalization;

namespace CallImport.Web.Components.Formatting;

/// <summary>Counts, sizes and prices.</summary>
internal static class Amounts
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary><c>1,204</c></summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 call</c>, <c>1,204 calls</c></summary>
    public static string Calls(long number) => number == 1 ? "1 call" : $"{Count(number)} calls";

    /// <summary>Decimal units, as disks are sold: <c>842 kB</c>, <c>1.4 GB</c>.</summary>
    public static string Bytes(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var digits = unit == 0 || value >= 99.5 ? "0" : "0.#";
        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>To the cent: <c>$0.00</c>, <c>$1,234.50</c>.</summary>
    public static string Money(long cents) => (cents / 100m).ToString("$#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>Whole percents that never claim an end that is not reached: 99.9 % is 99.</summary>
    public static int Percent(long part, long whole) => whole <= 0 ? 0 : (int)Math.Clamp(part * 100 / whole, 0, 100);
}
