using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace CallImport.Bench.Load;

/// <summary>
/// The same work with nothing that makes it safe: list, ask for addresses and transcripts by the hundred, download to disk, insert by the hundred. No
/// checks, no hashes, no leases, no retries, no fsync of files, commits that nobody waits for, and a table that is not even logged.
/// </summary>
internal sealed class LimitProgram(HttpClient client, NpgsqlDataSource database, string folder, int concurrency) : IDisposable
{
    private readonly SemaphoreSlim downloads = new(concurrency);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(arguments.Text("source")) };
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(arguments.Text("database")) { Options = "-c synchronous_commit=off" });
        await using (var create = database.CreateCommand(
            "CREATE UNLOGGED TABLE IF NOT EXISTS limit_calls (id text, title text, started timestamptz, file text, bytes bigint, transcript text)"))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        using var program = new LimitProgram(client, database, arguments.Text("folder"), arguments.Number("concurrency", 8));
        var calls = await program.ImportAsync(cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(new LimitResult(
            calls, watch.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6)));
        return 0;
    }

    public void Dispose() => downloads.Dispose();

    private async Task<int> ImportAsync(CancellationToken cancellationToken)
    {
        // Two pages ahead keep all downloads busy while the next addresses are asked for.
        var pages = Channel.CreateBounded<List<ListedCall>>(2);
        var listing = ListAsync(pages.Writer, cancellationToken);
        var calls = 0;
        await Parallel.ForEachAsync(
            pages.Reader.ReadAllAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(3, concurrency / 16), CancellationToken = cancellationToken },
            async (page, token) =>
            {
                await PageAsync(page, token);
                Interlocked.Add(ref calls, page.Count);
            });
        await listing;
        return calls;
    }

    private async Task ListAsync(ChannelWriter<List<ListedCall>> pages, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            using var answer = await PostAsync("/v2/calls/extensive", new { cursor, filter = new { fromDateTime = "2020-01-01T00:00:00Z" } }, cancellationToken);
            List<ListedCall> page = [];
            foreach (var call in answer.RootElement.GetProperty("calls").EnumerateArray())
            {
                var meta = call.GetProperty("metaData");
                page.Add(new ListedCall(Text(meta, "id"), Text(meta, "title"), meta.GetProperty("started").GetDateTimeOffset()));
            }

            await pages.WriteAsync(page, cancellationToken);
            cursor = answer.RootElement.GetProperty("records").TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        pages.Complete();
    }

    private async Task PageAsync(List<ListedCall> page, CancellationToken cancellationToken)
    {
        var filter = new { filter = new { callIds = page.Select(call => call.Id) } };
        var asking = PostAsync("/v2/calls/extensive", filter, cancellationToken);
        using var transcripts = await PostAsync("/v2/calls/transcript", filter, cancellationToken);
        using var located = await asking;
        var bytes = await Task.WhenAll(located.RootElement.GetProperty("calls").EnumerateArray()
            .Select(call => DownloadAsync(Text(call.GetProperty("metaData"), "id"), Text(call.GetProperty("media"), "audioUrl"), cancellationToken)));
        await InsertAsync(page, bytes, transcripts, cancellationToken);
    }

    private async Task<long> DownloadAsync(string id, string url, CancellationToken cancellationToken)
    {
        await downloads.WaitAsync(cancellationToken);
        try
        {
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using var file = new FileStream(Path.Combine(folder, id), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            await answer.Content.CopyToAsync(file, cancellationToken);
            return file.Length;
        }
        finally
        {
            downloads.Release();
        }
    }

    private async Task InsertAsync(List<ListedCall> page, long[] bytes, JsonDocument transcripts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("INSERT INTO limit_calls SELECT * FROM unnest($1, $2, $3, $4, $5, $6)");
        Add(NpgsqlDbType.Text, page.Select(call => call.Id).ToArray());
        Add(NpgsqlDbType.Text, page.Select(call => call.Title).ToArray());
        Add(NpgsqlDbType.TimestampTz, page.Select(call => call.Started).ToArray());
        Add(NpgsqlDbType.Text, page.Select(call => call.Id).ToArray());
        Add(NpgsqlDbType.Bigint, bytes);
        Add(NpgsqlDbType.Text, transcripts.RootElement.GetProperty("callTranscripts").EnumerateArray().Select(call => call.GetRawText()).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add(NpgsqlDbType type, Array values) => command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });
    }

    private async Task<JsonDocument> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private sealed record ListedCall(string Id, string Title, DateTimeOffset Started);
}

/// <param name="CpuSeconds">Of the program itself, its start included.</param>
internal sealed record LimitResult(int Calls, double Seconds, double CpuSeconds, double PeakMegabytes);
