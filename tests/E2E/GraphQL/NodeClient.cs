using System.Diagnostics;
using System.Text.Json;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Runs a script of <c>clients/</c>, which uses the reference clients of the API as other programs do. <c>./test</c> installs them.</summary>
internal static class NodeClient
{
    private static readonly string Folder = Path.Combine(AppProcess.RepositoryRoot(), "tests/E2E/GraphQL/clients");

    /// <returns>the one JSON value that the script writes</returns>
    /// <exception cref="InvalidOperationException">The clients are not installed, or the script ended badly; with what it said.</exception>
    public static async Task<JsonElement> RunAsync(string script, string[] arguments, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            throw new InvalidOperationException("The clients of the API are not installed: run ./test, or npm ci in tests/E2E/GraphQL/clients.");
        }

        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        try
        {
            var errors = node.StandardError.ReadToEndAsync(cancellationToken);
            var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
            await node.WaitForExitAsync(cancellationToken);
            return node.ExitCode == 0
                ? JsonSerializer.Deserialize<JsonElement>(output)
                : throw new InvalidOperationException($"{script} ended with {node.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }
    }
}
