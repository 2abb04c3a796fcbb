using System.Buffers;
using System.Text.Json;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>A message of graphql-transport-ws.</summary>
/// <param name="Type">One of those below, or anything else a client sends.</param>
/// <param name="Id">Of the operation; null where the type has none.</param>
/// <param name="Payload">Undefined when there is none.</param>
internal sealed record SocketMessage(string Type, string? Id, JsonElement Payload)
{
    public const string ConnectionInit = "connection_init";
    public const string ConnectionAck = "connection_ack";
    public const string Ping = "ping";
    public const string Pong = "pong";
    public const string Subscribe = "subscribe";
    public const string Next = "next";
    public const string Error = "error";
    public const string Complete = "complete";

    /// <exception cref="SocketViolationException">It is none.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> text, int maxDepth)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && Text(root, "type") is { } type
                ? new SocketMessage(type, Text(root, "id"), root.TryGetProperty("payload", out var payload) ? payload.Clone() : default)
                : throw new SocketViolationException(SocketClose.BadRequest("Invalid message received"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new SocketViolationException(SocketClose.BadRequest("Invalid message received"));
        }
    }

    public static ReadOnlyMemory<byte> Write(string type, string? id = null, string? payload = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("type", type);
            if (payload is not null)
            {
                json.WritePropertyName("payload");
                json.WriteRawValue(payload, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
