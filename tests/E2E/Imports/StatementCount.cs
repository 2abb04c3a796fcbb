using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.E2E.Imports;

/// <summary>Counts what the driver says it has executed.</summary>
internal sealed class StatementCount : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, int> statements = [];

    private long since = TimeProvider.System.GetTimestamp();

    /// <summary>Since the last <see cref="Reset"/>.</summary>
    public double PerSecond => statements.Values.Sum() / TimeProvider.System.GetElapsedTime(since).TotalSeconds;

    public void Reset()
    {
        statements.Clear();
        since = TimeProvider.System.GetTimestamp();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if (text.Contains("execution completed", StringComparison.Ordinal))
        {
            statements.AddOrUpdate(text[..Math.Min(text.Length, 160)], 1, (_, count) => count + 1);
        }
    }

    public override string ToString() => string.Join('\n', statements.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Value} {entry.Key}"));

    public void Dispose()
    {
    }
}
