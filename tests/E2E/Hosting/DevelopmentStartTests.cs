using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>What a newcomer has: nothing configured, everything in one folder.</summary>
public sealed class DevelopmentStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-development-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string SignInFile => Path.Combine(folder, ".data", "demo-sign-in");

    [Fact]
    public async Task It_starts_with_nothing_and_after_a_kill_finds_its_data_again()
    {
        string[] signIn;
        await using (var first = await AppProcess.StartAsync(Nothing(), Cancelled))
        {
            signIn = (await File.ReadAllTextAsync(SignInFile, Cancelled)).Trim().Split(' ');
            Assert.Contains(signIn[1], first.Output, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SignInFile));
            await first.KillAsync();
        }

        await using var second = await AppProcess.StartAsync(Nothing(), Cancelled);
        using var browser = new FormBrowser();

        Assert.Equal("/", (await browser.SignInAsync(second.Address, signIn[0], signIn[1], "/", Cancelled))?.ToString());
        await second.TerminateAsync(Cancelled);
        Assert.Equal(0, second.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, ".data", "postgres", "cluster", "postmaster.pid")));
    }

    [Fact]
    public async Task A_second_process_shares_the_database_and_outlives_the_first()
    {
        await using var first = await AppProcess.StartAsync(Nothing(), Cancelled);
        await using var second = await AppProcess.StartAsync(Nothing(), Cancelled);

        await first.TerminateAsync(Cancelled);

        await second.WaitUntilReadyAsync(Cancelled);
        await second.TerminateAsync(Cancelled);
        Assert.Equal(0, second.ExitCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Dictionary<string, string> Nothing() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["App:DataDirectory"] = Path.Combine(folder, ".data"),
        ["Sandbox:Urls"] = "http://127.0.0.1:0",
    };
}
