using System.Text.Json;
using CallImport.Bench.Chaos;
using CallImport.Bench.Running;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Hosting;

namespace CallImport.Bench.Platforms;

/// <summary>
/// For each platform one import by two nodes, of which one is killed, from a source that misbehaves in every way it knows and ends all tokens three times.
/// Nothing may be lost or twice, no limit exceeded, each expiry renewed once.
/// </summary>
internal static class PlatformsCommand
{
    private const string Drop = "bench";

    /// <returns>0 when all of it was kept for all platforms</returns>
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var (calls, only) = (arguments.Number("calls", 1000), arguments.Text("platform", ""));
        var verdicts = new List<PlatformVerdict>();
        foreach (var platform in PlatformShape.All.Where(platform => only.Length == 0 || platform.Slug == only))
        {
            verdicts.Add(await TryAsync(platform, calls, cancellationToken));
        }

        Console.WriteLine(PlatformVerdict.Head);
        foreach (var verdict in verdicts)
        {
            Console.WriteLine(verdict.Row);
        }

        foreach (var (platform, problem) in verdicts.SelectMany(verdict => verdict.Problems.Select(problem => (verdict.Platform, problem))))
        {
            Console.WriteLine($"{platform}: {problem}");
        }

        return verdicts.Count > 0 && verdicts.All(verdict => verdict.Problems.Count == 0) ? 0 : 1;
    }

    private static async Task<PlatformVerdict> TryAsync(PlatformShape platform, int calls, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory($"callimport-{platform.Slug}-").FullName;
        await using var database = new ChaosDatabase(Path.Combine(folder, "postgres"));
        await database.StartAsync(cancellationToken);
        await using var source = await PlatformSource.StartAsync(platform, cancellationToken);
        var configuration = Configuration(folder, database, source);
        await using var desk = await Desk.OpenAsync(configuration, cancellationToken);
        var limits = await RaiseAsync(platform, database, cancellationToken);
        var ledger = Path.Combine(folder, "ledger.ndjson");
        var newcomer = await desk.FoundAsync(cancellationToken);
        Guid credential;
        if (platform.SendsFiles)
        {
            await PlatformSource.FillAsync(Path.Combine(configuration["FileDrops:Root"], $"{newcomer.WorkspaceId:N}", Drop), calls, ledger, cancellationToken);
            credential = await desk.ConnectAsync(newcomer, new NewCredential { Platform = platform.Slug, Values = new Dictionary<string, string> { ["folder"] = Drop } }, cancellationToken);
        }
        else
        {
            await source.FillAsync(calls, cancellationToken);
            credential = await desk.SignInAsync(newcomer, platform.Slug, start => source.ConsentAsync(start, cancellationToken), cancellationToken);
            await source.MisbehaveAsync(cancellationToken);
            await source.ForgetRequestsAsync(cancellationToken);
        }

        await using var nodes = new ChaosNodes(configuration, count: 2, Site.ServerAssembly);
        var run = new PlatformRun(platform, calls, database, source, nodes, Console.Out);
        await run.ExecuteAsync(desk, newcomer, credential, cancellationToken);
        if (!platform.SendsFiles)
        {
            await source.WriteLedgerAsync(ledger, cancellationToken);
        }

        var verdict = new PlatformVerdict
        {
            Platform = platform.Slug,
            Calls = calls,
            Seconds = run.Seconds,
            Tally = await source.TallyAsync(cancellationToken),
            Expiries = run.Expiries,
            DeadRequests = run.DeadRequests,
            Limits = limits,
            Check = await OperatorCheck.RunAsync(configuration, ledger, cancellationToken),
            Faults = run.Faults,
        };
        await nodes.DisposeAsync();
        await database.DisposeAsync();
        await KeepOrDropAsync(verdict, folder, nodes);
        return verdict;
    }

    private static Dictionary<string, string> Configuration(string folder, ChaosDatabase database, PlatformSource source)
    {
        var configuration = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["App:PublicUrl"] = "http://127.0.0.1:8080",
            ["ConnectionStrings:CallImport"] = database.ConnectionString,
            ["KeyRing:CertificatePath"] = DevelopmentCertificate.Ensure(Path.Combine(folder, "keyring"), TimeProvider.System),
            ["Storage:FileSystem:Root"] = Directory.CreateDirectory(Path.Combine(folder, "recordings")).FullName,
            ["FileDrops:Root"] = Directory.CreateDirectory(Path.Combine(folder, "drops")).FullName,
            ["Sandbox:Enabled"] = "false",
            ["Outbound:Allow:0"] = source.Address.Authority,
            ["Imports:LeaseSeconds"] = "10",
            ["Imports:RetryBaseSeconds"] = "1",
            ["Imports:RetryMaxSeconds"] = "5",
            ["Imports:HttpStallSeconds"] = $"{PlatformFaults.StallSeconds - 3}",
        };
        foreach (var setting in PlatformCatalog.Descriptors.SelectMany(platform => SandboxHosting.SettingsOf(platform, source.Address)))
        {
            configuration.Add(setting.Key, setting.Value ?? "");
        }

        return configuration;
    }

    private static async Task<(int PerMinute, int Downloads)> RaiseAsync(PlatformShape platform, ChaosDatabase database, CancellationToken cancellationToken)
    {
        var row = await database.AskAsync<int[]>(
            $"""
             WITH raised AS (
                 UPDATE platform_capabilities SET rate_limit_calls_per_minute = rate_limit_calls_per_minute * {platform.Raised} WHERE platform = '{platform.Slug}'
                 RETURNING rate_limit_calls_per_minute, rate_limit_concurrent_downloads)
             SELECT ARRAY[rate_limit_calls_per_minute, rate_limit_concurrent_downloads] FROM raised
             """,
            cancellationToken);
        return (row[0], row[1]);
    }

    /// <summary>What went wrong can be looked at afterwards.</summary>
    private static async Task KeepOrDropAsync(PlatformVerdict verdict, string folder, ChaosNodes nodes)
    {
        if (verdict.Problems.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "nodes.log"), nodes.Output);
        await File.WriteAllTextAsync(Path.Combine(folder, "verdict.json"), JsonSerializer.Serialize(verdict.Problems));
        Console.WriteLine($"Everything is kept in {folder}");
    }
}
