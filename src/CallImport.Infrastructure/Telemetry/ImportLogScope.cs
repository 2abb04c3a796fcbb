using System.Collections;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Telemetry;

/// <summary>What a log line about an import says besides its message. A job and all its calls share one correlation id.</summary>
public sealed class ImportLogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private KeyValuePair<string, object?>[]? fields;

    public required Guid CorrelationId { get; init; }

    public Guid? WorkspaceId { get; init; }

    public Guid? JobId { get; init; }

    public Guid? ImportedCallId { get; init; }

    public string? Platform { get; init; }

    /// <summary>1 for the first.</summary>
    public int? Attempt { get; init; }

    public int Count => Fields.Length;

    private KeyValuePair<string, object?>[] Fields => fields ??= [.. All().Where(entry => entry.Value is not null)];

    public KeyValuePair<string, object?> this[int index] => Fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', Fields.Select(entry => $"{entry.Key}={entry.Value}"));

    private KeyValuePair<string, object?>[] All() =>
    [
        new("correlationId", CorrelationId),
        new("workspaceId", WorkspaceId),
        new("jobId", JobId),
        new("importedCallId", ImportedCallId),
        new("platform", Platform),
        new("attempt", Attempt),
    ];
}

public static class ImportLogScopes
{
    public static IDisposable? BeginImportScope(this ILogger logger, ImportLogScope scope) => logger.BeginScope(scope);
}
