using CallImport.Infrastructure.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallImport.Tests.Unit.Jobs;

public sealed class SchedulerHostTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scheduler_that_never_stops_is_left_behind_when_the_time_for_stopping_is_over(bool blocks)
    {
        using var stuck = new StuckScheduler(blocks);
        await using var database = NpgsqlDataSource.Create("Host=127.0.0.1");
        using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await new SchedulerHost(stuck, database, TimeProvider.System, NullLogger<SchedulerHost>.Instance).StopAsync(over.Token)
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.True(stuck.WasAsked);
    }

    private sealed class StuckScheduler(bool blocks) : IHostedLifecycleService, IDisposable
    {
        private readonly ManualResetEventSlim end = new();

        public bool WasAsked { get; private set; }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            WasAsked = true;
            if (blocks)
            {
                end.Wait(CancellationToken.None);
            }

            return new TaskCompletionSource().Task;
        }

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => end.Set();
    }
}
