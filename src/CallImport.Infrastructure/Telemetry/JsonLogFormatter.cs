using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CallImport.Infrastructure.Telemetry;

/// <summary>One JSON object per line; the names of its fields are part of the outward contract.</summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "callimport-json";

    private const string CorrelationId = "correlationId";

    /// <summary>Taken from scopes and from the message's own values, whatever their first letter.</summary>
    private static readonly Dictionary<string, string> Fields =
        ((string[])[CorrelationId, "workspaceId", "jobId", "importedCallId", "platform", "attempt", "errorClass", "reference"])
        .ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Lines that belong to no request and no import belong to this run of the process.</summary>
    private readonly string runId = ActivityTraceId.CreateRandom().ToHexString();

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var values = new Dictionary<string, object?> { [CorrelationId] = Activity.Current?.TraceId.ToHexString() ?? runId };
        scopeProvider?.ForEachScope(Collect, values);
        Collect(logEntry.State, values);

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", LevelOf(logEntry.LogLevel));
            json.WriteString("message", LogText.Clean(logEntry.Formatter(logEntry.State, logEntry.Exception)));
            foreach (var (name, value) in values)
            {
                WriteValue(json, name, value);
            }

            json.WriteString("category", logEntry.Category);
            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", LogText.Describe(exception));
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Collect(object? state, Dictionary<string, object?> values)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return;
        }

        foreach (var pair in pairs)
        {
            if (pair.Value is not null && Fields.TryGetValue(pair.Key, out var name))
            {
                values[name] = pair.Value;
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        if (value is int or long)
        {
            json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString(name, LogText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
