using System.Globalization;
using System.Security.Cryptography;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>The files of a private cluster: <c>cluster/</c> is PostgreSQL's data directory, beside it lie password, port and locks.</summary>
internal sealed class Cluster
{
    public const string User = "callimport";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private Cluster(string home, PostgresBinaries binaries)
    {
        Home = home;
        Binaries = binaries;
    }

    public string Home { get; }

    public PostgresBinaries Binaries { get; }

    public string DataDirectory => Path.Combine(Home, "cluster");

    public string PasswordFile => Path.Combine(Home, "password");

    public string PortFile => Path.Combine(Home, "port");

    /// <summary>How command lines of PostgreSQL's programs name a file of the cluster.</summary>
    public string NameOf(string file) => $"{UnprivilegedCommand.NameOf(Home)}/{file}";

    public static Cluster In(string home)
    {
        var versionFile = Path.Combine(home, "cluster", "PG_VERSION");
        int? version = File.Exists(versionFile) ? int.Parse(File.ReadAllText(versionFile), CultureInfo.InvariantCulture) : null;
        return new Cluster(home, PostgresBinaries.Find(version));
    }

    public void CreateHome() => Directory.CreateDirectory(Home, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Makes the cluster unless it is there. It is made beside its place and moved there whole: a killed attempt leaves no half one.</summary>
    public async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(DataDirectory))
        {
            await UnprivilegedCommand.HandOverAsync(Home, cancellationToken);
            return;
        }

        var draft = Path.Combine(Home, "cluster.new");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft, OwnerOnly | UnixFileMode.UserExecute);
        await WritePasswordAsync(cancellationToken);
        await UnprivilegedCommand.HandOverAsync(Home, cancellationToken);
        await RunAsync(
            "initdb",
            [
                "-D", NameOf("cluster.new"), "-U", User, $"--pwfile={NameOf("password")}", "--auth=scram-sha-256",
                "--encoding=UTF8", OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C", "--no-instructions",
            ],
            cancellationToken);
        Directory.Move(draft, DataDirectory);
    }

    /// <summary>Ends sessions, writes everything out and waits for the end of the server.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => UnprivilegedCommand.RunAsync(Home, StopCommand, cancellationToken);

    public string[] StopCommand => [Program("pg_ctl"), "stop", "-D", NameOf("cluster"), "-m", "fast", "-w", "-t", "25"];

    public Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        UnprivilegedCommand.RunAsync(Home, [Program(program), .. arguments], cancellationToken);

    private string Program(string name) => Path.Combine(Binaries.Directory, name);

    private async Task WritePasswordAsync(CancellationToken cancellationToken)
    {
        File.Delete(PasswordFile);
        await using var file = new FileStream(PasswordFile, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true).AsMemory(), cancellationToken);
    }
}
