using System.Globalization;

namespace CallImport.Infrastructure.Queue;

/// <summary>This process, as rows name it that it holds. A restarted process is another one.</summary>
internal sealed class WorkerNode
{
    public string Id { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Truncated(Environment.MachineName)}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}");

    private static string Truncated(string name) => name.Length > 40 ? name[..40] : name;
}
