using System.Diagnostics;
using System.Globalization;

namespace CallImport.Bench.Chaos;

internal static class Signals
{
    public static async Task SendAsync(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }
}
