using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CallImport.Bench.Measuring;
using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>What one contender cost for one import.</summary>
/// <param name="Name"><c>limit</c>, or <c>app</c> with its number of nodes.</param>
/// <param name="CallsPerSecond">From the first request to the last commit.</param>
internal sealed record RoundResult(string Name, double CallsPerSecond, double ProgramCpuMs, double DatabaseCpuMs, double SourceCpuMs, double PeakMegabytes)
{
    /// <summary>Program and database, per call, in milliseconds.</summary>
    public double CpuMs => ProgramCpuMs + DatabaseCpuMs;

    public SqlProfile? Sql { get; init; }

    /// <summary>Calls done at each half second of the import.</summary>
    public IReadOnlyList<(double Seconds, long Done, double Megabytes)> Curve { get; init; } = [];
}

/// <summary>Runs one contender at a fresh site: processes are new, so that nobody profits from what another has warmed up.</summary>
internal sealed class LoadRound(Site site, LoadShape shape)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public async Task<RoundResult> LimitAsync(CancellationToken cancellationToken)
    {
        await WriteOutAsync(cancellationToken);
        await site.Database.RunAsync("DROP TABLE IF EXISTS limit_calls; CHECKPOINT", cancellationToken);
        var (database, source) = (Database(), Source());
        await using var program = ChildProcess.Start(
            null,
            [
                "limit", "--source", site.SourceAddress.ToString(), "--database", site.Database.ConnectionString, "--folder", site.FreshFolder("limit"),
                "--concurrency", $"{shape.Concurrency}",
            ],
            new Dictionary<string, string>());
        var text = await program.WaitForExitAsync(cancellationToken);
        var result = JsonSerializer.Deserialize<LimitResult>(text) ?? throw new InvalidOperationException(text);
        var round = new RoundResult(
            "limit", result.Calls / result.Seconds, PerCall(result.CpuSeconds), PerCall(Database() - database), PerCall(Source() - source), result.PeakMegabytes);
        return result.Calls == shape.Calls ? round : throw new InvalidOperationException($"The limit program found {result.Calls} calls.");
    }

    public async Task<RoundResult> AppAsync(int nodes, CancellationToken cancellationToken)
    {
        await WriteOutAsync(cancellationToken);
        site.FreshRecordings();
        for (var node = 0; node < nodes; node++)
        {
            await site.StartNodeAsync(shape.Concurrency, cancellationToken);
        }

        var tenants = new List<(Domain.Workspaces.Actor Owner, Guid CredentialId)>();
        for (var workspace = 0; workspace < shape.Workspaces; workspace++)
        {
            tenants.Add(await site.Desk.MoveInAsync(cancellationToken));
        }

        await site.Database.RunAsync("CHECKPOINT", cancellationToken);
        await SqlProfile.ResetAsync(site.Database.Source, cancellationToken);
        var (database, source, servers) = (Database(), Source(), Servers());
        var jobs = new List<Guid>();
        foreach (var (owner, credentialId) in tenants)
        {
            jobs.Add(await site.Desk.StartImportAsync(owner, credentialId, cancellationToken));
        }

        var curve = await WatchAsync(jobs, cancellationToken);
        var result = new RoundResult(
            $"app x{nodes}", await CallsPerSecondAsync(jobs, cancellationToken), PerCall(Servers() - servers), PerCall(Database() - database),
            PerCall(Source() - source), site.NodeIds.Max(ProcessCost.PeakMegabytes))
        {
            Sql = await SqlProfile.ReadAsync(site.Database.Source, cancellationToken),
            Curve = curve,
        };
        await site.StopNodesAsync();
        return result;
    }

    /// <summary>
    /// The limit program leaves gigabytes to the page cache. Whoever comes next would wait for them: making one file safe writes out what the file system holds.
    /// </summary>
    private static async Task WriteOutAsync(CancellationToken cancellationToken)
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync(cancellationToken);
    }

    private async Task<List<(double Seconds, long Done, double Megabytes)>> WatchAsync(List<Guid> jobs, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var curve = new List<(double, long, double)>();
        while (true)
        {
            var done = await site.Database.AskAsync<long>($"SELECT sum(processed_calls + failed_calls) FROM import_jobs WHERE id = ANY ({Ids(jobs)})", cancellationToken);
            curve.Add((TimeProvider.System.GetElapsedTime(began).TotalSeconds, done, site.NodeIds.Sum(ProcessCost.Megabytes)));
            if (await site.Database.AskAsync<bool>($"SELECT bool_and(completed_at IS NOT NULL) FROM import_jobs WHERE id = ANY ({Ids(jobs)})", cancellationToken))
            {
                break;
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        var imported = await site.Database.AskAsync<long>($"SELECT count(*) FROM imported_calls WHERE status = 'completed' AND import_job_id = ANY ({Ids(jobs)})", cancellationToken);
        return imported == shape.Calls * shape.Workspaces
            ? curve
            : throw new InvalidOperationException($"{imported} of {shape.Calls * shape.Workspaces} calls were imported.");
    }

    private async Task<double> CallsPerSecondAsync(List<Guid> jobs, CancellationToken cancellationToken) =>
        shape.Calls * shape.Workspaces / await site.Database.AskAsync<double>(
            $"SELECT extract(epoch FROM max(completed_at) - min(started_at))::double precision FROM import_jobs WHERE id = ANY ({Ids(jobs)})", cancellationToken);

    private static string Ids(IEnumerable<Guid> jobs) => string.Create(CultureInfo.InvariantCulture, $"'{{{string.Join(',', jobs)}}}'::uuid[]");

    private double Database() => ProcessCost.SecondsOfTree(site.Database.ProcessId);

    private double Source() => ProcessCost.Seconds(site.SourceId);

    private double Servers() => site.NodeIds.Sum(ProcessCost.Seconds);

    private double PerCall(double seconds) => seconds * 1000 / (shape.Calls * shape.Workspaces);
}
