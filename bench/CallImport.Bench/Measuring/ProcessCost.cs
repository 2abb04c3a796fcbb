using System.Globalization;

namespace CallImport.Bench.Measuring;

/// <summary>Processor time and memory of a process as Linux counts them.</summary>
internal static class ProcessCost
{
    /// <summary>USER_HZ, in which <c>/proc</c> tells times; 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <returns>user and system time since its start, in seconds</returns>
    public static double Seconds(int processId)
    {
        var stat = Stat(processId);
        return (Field(stat, 14) + Field(stat, 15)) / TicksPerSecond;
    }

    /// <summary>The same with all processes it started, those that have ended included.</summary>
    public static double SecondsOfTree(int processId)
    {
        var stat = Stat(processId);
        var own = Field(stat, 14) + Field(stat, 15) + Field(stat, 16) + Field(stat, 17);
        return (own / TicksPerSecond) + Children(processId).Sum(SecondsIfAlive);
    }

    /// <returns>the largest resident set so far, in megabytes</returns>
    public static double PeakMegabytes(int processId) => Status(processId, "VmHWM:");

    public static double Megabytes(int processId) => Status(processId, "VmRSS:");

    private static double SecondsIfAlive(int processId)
    {
        try
        {
            return Seconds(processId);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static IEnumerable<int> Children(int processId) =>
        File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>From the third field on: the second is a name that may hold anything.</summary>
    private static string[] Stat(int processId)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static double Field(string[] stat, int number) => double.Parse(stat[number - 3], CultureInfo.InvariantCulture);

    private static double Status(int processId, string name) =>
        File.ReadLines($"/proc/{processId}/status").Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024)
            .FirstOrDefault();
}
