using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallImport.Examples;

/// <summary>The whole journey in C#: connect, preview, start, follow over a WebSocket, read, sync, forget. No package is needed.</summary>
/// <param name="server">Address of the application.</param>
/// <param name="token">Needs the scopes read, import and credentials.</param>
public sealed class Journey(Uri server, string token) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server };

    /// <param name="gongKey"><c>accessKey:accessKeySecret</c></param>
    /// <returns>The status that the import ended with, and the title of its newest call.</returns>
    public async Task<(string Status, string? Title)> RunAsync(string gongKey, CancellationToken cancellationToken)
    {
        var created = await AskAsync(
            "mutation ($apiKey: String!) { createImportCredential(platform: GONG, apiKey: $apiKey) { credential { id } } }",
            new { apiKey = gongKey },
            cancellationToken: cancellationToken);
        var credentialId = Text(created, "createImportCredential", "credential", "id");

        await AskAsync(
            "query ($credentialId: ID!) { importPreview(credentialId: $credentialId) { callCount pricing { totalCostCents } } }",
            new { credentialId },
            cancellationToken: cancellationToken);

        // The same key gives the same import, however often this is sent.
        var started = await AskAsync(
            "mutation ($credentialId: ID!) { startImportJob(credentialId: $credentialId, jobType: HISTORICAL) { job { id } } }",
            new { credentialId },
            $"journey-{credentialId}",
            cancellationToken);
        var status = await FollowAsync(Text(started, "startImportJob", "job", "id"), cancellationToken);

        var found = await AskAsync("{ engagements(first: 1) { nodes { id } } }", cancellationToken: cancellationToken);
        var call = await AskAsync(
            "query ($id: ID!) { engagement(id: $id) { title transcript { segments { speaker text } } } }",
            new { id = found["engagements"]?["nodes"]?[0]?["id"]?.GetValue<string>() },
            cancellationToken: cancellationToken);

        await AskAsync(
            "mutation ($credentialId: ID!) { configureImportSync(credentialId: $credentialId, enabled: true, syncFrequencyMinutes: 60) { enabled } }",
            new { credentialId },
            cancellationToken: cancellationToken);
        await AskAsync(
            "mutation ($credentialId: ID!) { deleteImportCredential(credentialId: $credentialId) { success } }",
            new { credentialId },
            cancellationToken: cancellationToken);
        return (status, call["engagement"]?["title"]?.GetValue<string>());
    }

    public void Dispose() => http.Dispose();

    /// <exception cref="InvalidOperationException">The first error, with its code.</exception>
    private async Task<JsonNode> AskAsync(string query, object? variables = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return answer?["errors"]?[0] is { } error
            ? throw new InvalidOperationException($"{error["extensions"]?["code"]}: {error["message"]}")
            : answer?["data"] ?? throw new InvalidOperationException("There was no answer.");
    }

    /// <summary>Speaks graphql-transport-ws; the subscription is complete when the import has ended.</summary>
    private async Task<string> FollowAsync(string jobId, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/graphql" }.Uri, cancellationToken);
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } }, cancellationToken);
        var status = "";
        while (true)
        {
            var message = await ReceiveAsync(socket, cancellationToken);
            switch (message["type"]?.GetValue<string>())
            {
                case "connection_ack":
                    const string Query = "subscription ($jobId: ID!) { importJobProgress(jobId: $jobId) { status processedCalls totalCalls } }";
                    await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = Query, variables = new { jobId } } }, cancellationToken);
                    break;
                case "ping":
                    await SendAsync(socket, new { type = "pong" }, cancellationToken);
                    break;
                case "next":
                    status = Text(message, "payload", "data", "importJobProgress", "status");
                    break;
                case "error":
                    throw new InvalidOperationException($"{message["payload"]?[0]?["message"]}");
                case "complete":
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                    return status;
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, object message, CancellationToken cancellationToken) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, cancellationToken);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close
            ? throw new InvalidOperationException($"The server closed the connection: {socket.CloseStatusDescription}")
            : JsonNode.Parse(text.ToArray()) ?? throw new InvalidOperationException("The message is empty.");
    }

    private static string Text(JsonNode? node, params string[] path) =>
        path.Aggregate(node, (inner, name) => inner?[name])?.GetValue<string>() ?? throw new InvalidOperationException($"There is no {path[^1]}.");
}
