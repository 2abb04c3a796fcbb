using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>How long a program waits for the status of an import while the node that answers also does the import.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var shape = LoadShape.Of(arguments);
        await using var site = await Site.OpenAsync(shape, cancellationToken);
        await site.StartNodeAsync(shape.Concurrency, cancellationToken);
        var (owner, credentialId) = await site.Desk.MoveInAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = site.NodeAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await site.Desk.CreateTokenAsync(owner, cancellationToken));
        var job = await site.Desk.StartImportAsync(owner, credentialId, cancellationToken);

        var waits = new List<double>();
        string status;
        do
        {
            var asked = TimeProvider.System.GetTimestamp();
            status = await AskAsync(client, job, cancellationToken);
            waits.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
        while (status is not ("COMPLETED" or "FAILED" or "CANCELLED"));

        waits.Sort();
        Console.WriteLine(JsonSerializer.Serialize(new { status, queries = waits.Count, p50Ms = At(waits, 0.5), p95Ms = At(waits, 0.95), p99Ms = At(waits, 0.99), longestMs = waits[^1] }));
        return status == "COMPLETED" ? 0 : 1;
    }

    private static async Task<string> AskAsync(HttpClient client, Guid job, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{{ importJob(id: \"{job}\") {{ status totalCalls processedCalls failedCalls skippedCalls }} }}");
        using var answer = await client.PostAsJsonAsync("/graphql", new { query }, cancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty("data").GetProperty("importJob").GetProperty("status").GetString() ?? throw new InvalidOperationException(body.GetRawText());
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];
}
