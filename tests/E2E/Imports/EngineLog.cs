using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.E2E.Imports;

/// <summary>Keeps what the nodes log, for the message of a failed wait.</summary>
internal sealed class EngineLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    public IEnumerable<string> Last(int count) => lines.TakeLast(count);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel} {formatter(state, exception)} {exception}");
        while (lines.Count > 500)
        {
            lines.TryDequeue(out _);
        }
    }

    public void Dispose()
    {
    }
}
