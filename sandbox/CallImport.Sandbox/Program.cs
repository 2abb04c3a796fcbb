namespace CallImport.Sandbox;

internal static class Program
{
    public static async Task Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var options = SandboxOptions.From(configuration);
        await using var app = SandboxServer.Build(options, standalone: true);
        await app.StartAsync();
        Console.WriteLine($"Sandbox platforms at {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync();
    }
}
