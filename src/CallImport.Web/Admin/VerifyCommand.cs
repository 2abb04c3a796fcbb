using System.Text.Json;
using CallImport.Infrastructure.Verification;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

/// <summary>Compares rows, counters and storage, and with a ledger of a source also that.</summary>
internal sealed class VerifyCommand(FindWorkspace findWorkspace, VerifyConsistency verify) : IOperatorCommand
{
    public string Verb => "verify";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("rehash", "ledger", "workspace");
        Guid? workspace = arguments.Optional("workspace") is { } name ? (await findWorkspace.ExecuteAsync(name, cancellationToken)).OrMistake().Id : null;
        if (workspace is not null && !arguments.Has("ledger"))
        {
            throw new OperatorMistakeException("--workspace says whose calls a ledger is compared with; without --ledger everything is looked at.");
        }

        var report = await verify.ExecuteAsync(
            new VerificationOptions
            {
                Rehash = arguments.Has("rehash"),
                Workspace = workspace,
                Ledger = arguments.Optional("ledger") is { } file ? Read(file) : null,
            },
            cancellationToken);
        return new Verdict(
            report.Agrees,
            report.Looked,
            report.Counts.ToDictionary(count => JsonNamingPolicy.CamelCase.ConvertName($"{count.Key}"), count => count.Value),
            [.. report.Disagreements.Select(found => new Line(JsonNamingPolicy.CamelCase.ConvertName($"{found.Kind}"), found.Subject, found.Text))]);
    }

    /// <summary>One JSON object a line: callId and what is known of title, hasRecording, recordingBytes, recordingSha256, transcript.</summary>
    private static IAsyncEnumerable<SourceRecord> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new OperatorMistakeException($"There is no ledger {file}.");
        }

        return File.ReadLinesAsync(file).Where(line => line.Length > 0).Select(line => Parse(line) ?? throw new OperatorMistakeException($"A line of {file} is not an object."));
    }

    private static SourceRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SourceRecord>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Verdict(
        bool Agrees, IReadOnlyDictionary<string, long> Looked, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<Line> Disagreements) : IOperatorVerdict;

    private sealed record Line(string Kind, string Subject, string Text);
}
