namespace CallImport.Web.Hosting;

/// <summary>Between the signal to stop and the end: no new work is taken, and readiness says so before the doors close.</summary>
internal sealed class Draining(TimeProvider time, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <summary>All of it ends within 30 s.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Load balancers ask about once a second.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(2);

    private volatile bool isDraining;

    public bool IsDraining => isDraining;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        isDraining = true;
        return environment.IsDevelopment() ? Task.CompletedTask : Task.Delay(Notice, time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
