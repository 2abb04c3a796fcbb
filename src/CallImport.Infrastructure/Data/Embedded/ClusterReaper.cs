using System.Diagnostics;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>
/// Stops the server after a killed application: a tiny process that waits for the lock which every user of the cluster
/// shares. Where the system lacks the tools the server simply goes on and the next start joins it.
/// </summary>
internal static class ClusterReaper
{
    private const string WaitThenStop = """command -v setsid >/dev/null && command -v flock >/dev/null || exit 0; exec setsid --fork flock --exclusive "$@" </dev/null >/dev/null 2>&1""";

    public static async Task StartAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        string[] command = ["-c", WaitThenStop, "sh", Path.Combine(cluster.Home, ClusterUse.FileName), .. UnprivilegedCommand.On(cluster.Home, cluster.StopCommand)];
        using var process = Process.Start(new ProcessStartInfo("sh", command));
        if (process is not null)
        {
            await process.WaitForExitAsync(cancellationToken);
        }
    }
}
