using System.Diagnostics;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>
/// Runs PostgreSQL's programs on a folder without root's rights, which they refuse: a process of root runs them as nobody.
/// Nobody may not be allowed to walk the path to the folder from the top, so root opens it first and hands the descriptor
/// over; the kernel's link to a descriptor needs no walk.
/// </summary>
internal static class UnprivilegedCommand
{
    private const string AsNobody = """home=$1; shift; exec 9<"$home"; cd /; exec setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@" """;

    /// <summary>How the command has to name <paramref name="home"/>.</summary>
    public static string NameOf(string home) => Environment.IsPrivilegedProcess ? "/proc/self/fd/9" : home;

    /// <summary>The whole command line for a program that works on <paramref name="home"/>.</summary>
    public static string[] On(string home, params IEnumerable<string> command) =>
        Environment.IsPrivilegedProcess ? ["sh", "-c", AsNobody, "sh", home, .. command] : [.. command];

    /// <summary>Gives a folder and all in it to the user that the program runs as.</summary>
    public static async Task HandOverAsync(string directory, CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await ExecuteAsync(["chown", "-R", "nobody:", directory], "chown", cancellationToken);
        }
    }

    /// <exception cref="EmbeddedPostgresException">the program ended with another code than 0</exception>
    public static Task RunAsync(string home, IEnumerable<string> command, CancellationToken cancellationToken) =>
        ExecuteAsync(On(home, command), Path.GetFileName(command.First()), cancellationToken);

    private static async Task ExecuteAsync(string[] command, string program, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"{program} could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var said = await output + await error;
        if (process.ExitCode != 0)
        {
            throw new EmbeddedPostgresException($"{program} failed: {said.Trim()}");
        }
    }
}
