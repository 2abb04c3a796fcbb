using CallImport.Infrastructure.Credentials;

namespace CallImport.Bench.Running;

/// <summary>Everything a run needs: a database, a source, a folder for recordings, a desk, and as many servers as asked for.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-bench-").FullName;
    private readonly List<ChildProcess> nodes = [];
    private readonly Dictionary<string, string> configuration = [];
    private int folders;
    private ChildProcess? source;
    private BenchDatabase? database;
    private Desk? desk;

    public BenchDatabase Database => database ?? throw new InvalidOperationException("Not opened.");

    public Desk Desk => desk ?? throw new InvalidOperationException("Not opened.");

    public IReadOnlyList<int> NodeIds => [.. nodes.Select(node => node.Id)];

    public int SourceId => source?.Id ?? throw new InvalidOperationException("Not opened.");

    public Uri SourceAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Of the node that was started last.</summary>
    public Uri NodeAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>In the configuration that the bench was built in.</summary>
    public static string ServerAssembly { get; } = Path.Combine(
        RepositoryRoot(), "src/CallImport.Web", AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("bin/", StringComparison.Ordinal)..], "CallImport.Web.dll");

    public static async Task<Site> OpenAsync(LoadShape shape, CancellationToken cancellationToken)
    {
        var site = new Site();
        try
        {
            await site.BeginAsync(shape, cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async Task<ChildProcess> StartNodeAsync(int concurrency, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}");
        var settings = new Dictionary<string, string>(configuration)
        {
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["Imports:WorkerConcurrency"] = $"{concurrency}",
        };
        var node = ChildProcess.Start(ServerAssembly, [], settings);
        nodes.Add(node);
        await node.WaitForAsync(new Uri(address, "/health/ready"), cancellationToken);
        NodeAddress = address;
        return node;
    }

    public async Task StopNodesAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        nodes.Clear();
    }

    /// <summary>
    /// An empty folder. What lies in the others stays until the end: ext4 tries the places of files removed within the last minutes one by one for every new
    /// file, and the next contender would pay for what the one before had left.
    /// </summary>
    public string FreshFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, $"{name}-{++folders}")).FullName;

    /// <summary>Nodes started from now on keep recordings in a folder of their own.</summary>
    public void FreshRecordings() => configuration["Storage:FileSystem:Root"] = FreshFolder("recordings");

    public async ValueTask DisposeAsync()
    {
        await StopNodesAsync();
        if (desk is not null)
        {
            await desk.DisposeAsync();
        }

        if (source is not null)
        {
            await source.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task BeginAsync(LoadShape shape, CancellationToken cancellationToken)
    {
        var port = ChildProcess.FreePort();
        SourceAddress = new Uri($"http://127.0.0.1:{port}");
        source = ChildProcess.Start(
            null, ["source", "--port", $"{port}", "--calls", $"{shape.Calls}", "--bytes", $"{shape.Bytes}", "--latency-ms", $"{shape.LatencyMs}"], new Dictionary<string, string>());
        await source.WaitForAsync(new Uri(SourceAddress, "/v2/calls"), cancellationToken);
        database = await BenchDatabase.StartAsync(Path.Combine(folder, "postgres"), cancellationToken);
        Configure(database.ConnectionString);
        desk = await Desk.OpenAsync(configuration, cancellationToken);

        // The vendor's real limits would be all that is measured.
        await database.RunAsync(
            "UPDATE platform_capabilities SET rate_limit_calls_per_minute = 1000000, rate_limit_concurrent_downloads = 256 WHERE platform = 'gong'", cancellationToken);
    }

    private void Configure(string connectionString)
    {
        configuration["ASPNETCORE_ENVIRONMENT"] = "Production";
        configuration["App:PublicUrl"] = "http://127.0.0.1:8080";
        configuration["ConnectionStrings:CallImport"] = connectionString;
        configuration["KeyRing:CertificatePath"] = DevelopmentCertificate.Ensure(Path.Combine(folder, "keyring"), TimeProvider.System);
        FreshRecordings();
        configuration["Sandbox:Enabled"] = "false";
        configuration["Platforms:Gong:BaseUrl"] = SourceAddress.ToString();
        configuration["Outbound:Allow:0"] = SourceAddress.Authority;
    }

    private static string RepositoryRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (place is not null && !File.Exists(Path.Combine(place.FullName, "CallImport.sln")))
        {
            place = place.Parent;
        }

        return place?.FullName ?? throw new InvalidOperationException("CallImport.sln is not above the bench.");
    }
}
