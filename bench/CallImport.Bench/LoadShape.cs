namespace CallImport.Bench;

/// <summary>What is imported, and by how many hands.</summary>
/// <param name="Bytes">Of each recording.</param>
/// <param name="LatencyMs">Before every answer of the source.</param>
/// <param name="Concurrency">Calls in work at once per node, and downloads at once of the limit program.</param>
internal sealed record LoadShape(int Calls, int Bytes, int LatencyMs, int Concurrency, int Nodes, int Workspaces)
{
    public static LoadShape Of(Arguments arguments) => new(
        arguments.Number("calls", 10_000),
        arguments.Number("bytes", 200_000),
        arguments.Number("latency-ms", 0),
        arguments.Number("concurrency", 8),
        arguments.Number("nodes", 1),
        arguments.Number("workspaces", 1));
}
