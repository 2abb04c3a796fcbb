using System.Text;

namespace CallImport.Web.GraphQL.EventStreams;

/// <summary>Server-sent events of one response. Nothing queues up: whoever does not read in time loses the connection.</summary>
internal sealed class EventStream(HttpContext context, GraphQLOptions bounds) : IDisposable
{
    public const string MediaType = "text/event-stream";

    private readonly SemaphoreSlim sending = new(1, 1);

    public Task BeginAsync()
    {
        var response = context.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";

        // Proxies in front would otherwise wait for more.
        response.Headers["X-Accel-Buffering"] = "no";
        return WriteAsync(":\n\n");
    }

    /// <param name="data">One line of JSON; null for none.</param>
    public Task SendAsync(string name, string? data = null) => WriteAsync($"event: {name}\ndata: {data}\n\n");

    /// <summary>Comments, so that nobody in between takes a quiet stream for a dead one; until it ends.</summary>
    public async Task BeatAsync(CancellationToken streamEnds)
    {
        while (!streamEnds.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(bounds.KeepAliveSeconds), streamEnds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!streamEnds.IsCancellationRequested)
            {
                await WriteAsync(":\n\n");
            }
        }
    }

    public void Dispose() => sending.Dispose();

    private async Task WriteAsync(string text)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(TimeSpan.FromSeconds(bounds.SendTimeoutSeconds));
        try
        {
            await sending.WaitAsync(deadline.Token);
            try
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), deadline.Token);
                await context.Response.Body.FlushAsync(deadline.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
