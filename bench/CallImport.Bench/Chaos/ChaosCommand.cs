using System.Text.Json;
using CallImport.Bench.Running;
using CallImport.Infrastructure.Credentials;

namespace CallImport.Bench.Chaos;

/// <summary>
/// A cluster that imports from a source that misbehaves, while its processes are killed, frozen and replaced and its database restarts, as a seed says. In the
/// end nothing may be lost, twice, corrupt, stuck or miscounted, and no call may have failed.
/// </summary>
internal static class ChaosCommand
{
    private const int LeaseSeconds = 10;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>0 when everything agrees</returns>
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var seed = arguments.Number("seed", Environment.TickCount & 0xFFFF);
        var (calls, count) = (arguments.Number("calls", 3000), arguments.Number("nodes", 3));
        var (seconds, patience) = (arguments.Number("seconds", 120), arguments.Number("patience", 180));
        Console.WriteLine($"chaos --seed {seed} --calls {calls} --nodes {count} --seconds {seconds}");

        var folder = Directory.CreateTempSubdirectory("callimport-chaos-").FullName;
        await using var database = new ChaosDatabase(Path.Combine(folder, "postgres"));
        await database.StartAsync(cancellationToken);
        await using var source = await ChaosSource.StartAsync(calls, arguments.Number("bytes", 20_000), cancellationToken);
        var configuration = Configuration(folder, database, source);
        await using var desk = await Desk.OpenAsync(configuration, cancellationToken);
        await database.AskAsync<long>(
            "WITH open AS (UPDATE platform_capabilities SET rate_limit_calls_per_minute = 1000000, rate_limit_concurrent_downloads = 64 RETURNING 1) SELECT count(*) FROM open",
            cancellationToken);
        var (owner, credential) = await desk.MoveInAsync("SANDBOX-GONG-FULL", "full-rights-secret", cancellationToken);
        await source.MisbehaveAsync(arguments.Number("media-ms", 300), cancellationToken);

        await using var nodes = new ChaosNodes(configuration, count, [Site.ServerAssembly, arguments.Text("beside", Site.ServerAssembly)]);
        var run = new ChaosRun(database, source, nodes, desk, Console.Out);
        await run.RunAsync(owner, credential, ChaosEvent.Of(seed, count, TimeSpan.FromSeconds(LeaseSeconds)), TimeSpan.FromSeconds(seconds), cancellationToken);
        await run.FinishAsync(TimeSpan.FromSeconds(patience), cancellationToken);

        var ledger = Path.Combine(folder, "ledger.ndjson");
        await source.WriteLedgerAsync(ledger, cancellationToken);
        var verdict = await OperatorCheck.RunAsync(configuration, ledger, cancellationToken);
        var failed = await database.AskAsync<string>(
            "SELECT coalesce(string_agg(DISTINCT format('%s: %s', last_error_class, last_error), E'\\n'), '') FROM imported_calls WHERE status = 'failed'", cancellationToken);
        var agrees = verdict.GetProperty("agrees").GetBoolean() && failed.Length == 0 && run.Faults.Count == 0;
        Console.WriteLine(JsonSerializer.Serialize(
            new { seed, agrees, verdict, failed, faults = run.Faults }, Readable));
        await KeepOrDropAsync(agrees, folder, nodes, database);
        return agrees ? 0 : 1;
    }

    private static Dictionary<string, string> Configuration(string folder, ChaosDatabase database, ChaosSource source) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["App:PublicUrl"] = "http://127.0.0.1:8080",
        ["ConnectionStrings:CallImport"] = database.ConnectionString,
        ["KeyRing:CertificatePath"] = DevelopmentCertificate.Ensure(Path.Combine(folder, "keyring"), TimeProvider.System),
        ["Storage:FileSystem:Root"] = Directory.CreateDirectory(Path.Combine(folder, "recordings")).FullName,
        ["Sandbox:Enabled"] = "false",
        ["Platforms:Gong:BaseUrl"] = new Uri(source.Address, "/gong").ToString(),
        ["Outbound:Allow:0"] = source.Address.Authority,
        ["Imports:LeaseSeconds"] = $"{LeaseSeconds}",
        ["Imports:RetryBaseSeconds"] = "1",
        ["Imports:RetryMaxSeconds"] = "5",
        ["Imports:HttpStallSeconds"] = "5",

        // One request in ten goes wrong here; a call that meets five of them in a row is no fault of the engine.
        ["Imports:CallMaxAttempts"] = "20",
    };

    /// <summary>What went wrong can be looked at afterwards.</summary>
    private static async Task KeepOrDropAsync(bool agrees, string folder, ChaosNodes nodes, ChaosDatabase database)
    {
        await nodes.DisposeAsync();
        await database.DisposeAsync();
        if (agrees)
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "nodes.log"), nodes.Output);
        Console.WriteLine($"Everything is kept in {folder}");
    }
}
