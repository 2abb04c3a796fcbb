using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>One sandbox for all tests of a class: starting it and making up its calls costs more than most tests.</summary>
public abstract class SharedSandbox(Action<SandboxOptions> configure) : IAsyncLifetime
{
    private WebApplication? server;

    public Uri Address => new(server?.Urls.First() ?? throw new InvalidOperationException("The sandbox is not running."));

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        configure(options);
        server = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
