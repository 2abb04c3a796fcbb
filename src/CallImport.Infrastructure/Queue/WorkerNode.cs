using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallImport.Infrastructure.Queue;

/// <summary>
/// This process, as rows name it that it holds: machine, scope of its process ids, process id, and a part of its own. A restarted process is another one, and
/// can tell by that name whether its predecessor still lives.
/// </summary>
internal sealed class WorkerNode
{
    private static readonly string Machine = $"{Truncated(Environment.MachineName)}:{Scope()}:";

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"{Machine}{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}");

    /// <summary>
    /// True only for what is sure: a process of this machine, and of this container, that is no more. Of all others their leases tell.
    /// </summary>
    public static bool IsDead(string owner) =>
        owner.StartsWith(Machine, StringComparison.Ordinal)
        && int.TryParse(owner.AsSpan(Machine.Length, Math.Max(0, owner.IndexOf(':', Machine.Length) - Machine.Length)), CultureInfo.InvariantCulture, out var process)
        && process != Environment.ProcessId
        && !IsAlive(process);

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !IsZombie(process);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Dead, and not yet fetched by its parent.</summary>
    private static bool IsZombie(int process)
    {
        try
        {
            // The name stands in brackets and may hold anything; the state follows it.
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return status.AsSpan(status.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Process ids of two boots, or of two containers of one name, are not the same.</summary>
    private static string Scope()
    {
        var scope = Read(() => File.ReadAllText("/proc/sys/kernel/random/boot_id")) + Read(() => new FileInfo("/proc/self/ns/pid").LinkTarget);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..8];
    }

    private static string? Read(Func<string?> source)
    {
        try
        {
            return source();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Truncated(string name) => name.Length > 40 ? name[..40] : name;
}
