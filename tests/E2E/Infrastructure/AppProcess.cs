using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>The real server in a process of its own, so that it can be killed, frozen and asked to stop.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const int FirstPort = 12_000;
    private const int Ports = 20_000;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private static int portsGiven = Environment.ProcessId * 100 % Ports;

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = [];

    private AppProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Everything it wrote, standard error included.</summary>
    public string Output => string.Join('\n', output);

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public static Task<AppProcess> StartAsync(IReadOnlyDictionary<string, string> configuration, CancellationToken cancellationToken) =>
        ReadyAsync(Launch(configuration), cancellationToken);

    /// <summary>Starts where another one was listening, as after a crash.</summary>
    public static Task<AppProcess> StartAtAsync(Uri address, IReadOnlyDictionary<string, string> configuration, CancellationToken cancellationToken) =>
        ReadyAsync(LaunchAt(address, configuration), cancellationToken);

    /// <summary>Starts without waiting for anything.</summary>
    public static AppProcess Launch(IReadOnlyDictionary<string, string> configuration) => LaunchAt(new Uri($"http://127.0.0.1:{FreePort()}"), configuration);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>One that does not come up is not left behind, where it would go on working.</summary>
    private static async Task<AppProcess> ReadyAsync(AppProcess app, CancellationToken cancellationToken)
    {
        try
        {
            await app.WaitUntilReadyAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs an operator command to its end.</summary>
    /// <returns>Exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAdminAsync(
        IReadOnlyDictionary<string, string> configuration, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        using var process = Start(["admin", .. arguments], configuration);
        if (input is not null)
        {
            await process.StandardInput.WriteLineAsync(input.AsMemory(), cancellationToken);
        }

        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, text, await errors);
    }

    /// <summary>As a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(patience.Token);
    }

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>SIGTERM, as an orchestrator sends it.</summary>
    /// <returns>How long it took to exit.</returns>
    public async Task<TimeSpan> TerminateAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        Signal("TERM");
        await process.WaitForExitAsync(cancellationToken);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Thaw();
            await KillAsync();
        }

        process.Dispose();
    }

    private static AppProcess LaunchAt(Uri address, IReadOnlyDictionary<string, string> configuration) =>
        Launch([], new Dictionary<string, string>(configuration) { ["ASPNETCORE_URLS"] = address.ToString() }, address);

    private static AppProcess Launch(string[] arguments, IReadOnlyDictionary<string, string> configuration, Uri address)
    {
        var process = Start(arguments, configuration);
        process.StandardInput.Close();
        var app = new AppProcess(process, address);
        process.OutputDataReceived += (_, line) => app.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => app.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return app;
    }

    private static Process Start(string[] arguments, IReadOnlyDictionary<string, string> configuration)
    {
        var start = new ProcessStartInfo("dotnet", [ServerAssembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(ServerAssembly),

            // A node here lives for seconds: compiling its start once more for speed would be half of all it does. Hexadecimal.
            // What a circuit stumbles over is told to the browser, and with it to the test.
            Environment = { ["DOTNET_TC_CallCountThreshold"] = "400", ["DOTNET_TC_CallCountingDelayMs"] = "64", ["DetailedErrors"] = "true" },
        };
        foreach (var (key, value) in configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>The server as it was built, beside its own static assets, in the configuration the tests were built in.</summary>
    private static string ServerAssembly { get; } = Path.Combine(
        RepositoryRoot(), "src/CallImport.Web", AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("bin/", StringComparison.Ordinal)..], "CallImport.Web.dll");

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CallImport.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("CallImport.sln is not above the tests.");
    }

    /// <summary>
    /// Each port is given once: a server that is not listening yet holds none, and two that were given the same one would answer for each other. They lie below
    /// those that the system lends to outgoing connections.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref portsGiven) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < ReadyWithin && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        throw new InvalidOperationException($"The server was not ready within {ReadyWithin}.\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
