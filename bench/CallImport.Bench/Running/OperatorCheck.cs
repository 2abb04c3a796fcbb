using System.Text.Json;

namespace CallImport.Bench.Running;

/// <summary>The operator's own command, as an operator would run it: rows, counters and storage against each other and against the source's ledger.</summary>
internal static class OperatorCheck
{
    public static async Task<JsonElement> RunAsync(IReadOnlyDictionary<string, string> configuration, string ledger, CancellationToken cancellationToken)
    {
        await using var verify = ChildProcess.Start(Site.ServerAssembly, ["admin", "verify", "--rehash", "--ledger", ledger], configuration);
        var output = await verify.WaitForEndAsync(cancellationToken);
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith("{\"agrees\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"verify said nothing:\n{output}");
        return JsonSerializer.Deserialize<JsonElement>(line);
    }
}
