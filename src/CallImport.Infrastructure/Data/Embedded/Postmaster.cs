using System.Diagnostics;
using System.Globalization;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>The running server as its <c>postmaster.pid</c> describes it.</summary>
/// <param name="ProcessId">the server's process</param>
/// <param name="Port">where it listens, or null while it has not said so yet</param>
/// <param name="IsReady">it takes connections</param>
internal sealed record Postmaster(int ProcessId, int? Port, bool IsReady)
{
    private const int PortLine = 3;
    private const int StatusLine = 7;

    /// <summary>Null when no server runs on the directory; a file that a crash left behind is removed.</summary>
    public static Postmaster? Read(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "postmaster.pid");
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId))
        {
            return null;
        }

        if (!IsPostgres(processId))
        {
            // PostgreSQL itself would refuse to start if it took the number for a living server.
            File.Delete(file);
            return null;
        }

        int? port = lines.Length > PortLine && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var number) ? number : null;
        return new Postmaster(processId, port, lines.Length > StatusLine && lines[StatusLine].Trim() == "ready");
    }

    /// <summary>
    /// The process may have died and its number been given to something else since, or nobody has asked for its exit code
    /// yet, as in a container without an init: then it is listed, in state Z, but will never answer.
    /// </summary>
    private static bool IsPostgres(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var state = File.ReadAllText($"/proc/{processId}/stat");
                return state.Contains("(postgres) ", StringComparison.Ordinal) && !state.Contains("(postgres) Z", StringComparison.Ordinal);
            }

            using var process = Process.GetProcessById(processId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }
}
