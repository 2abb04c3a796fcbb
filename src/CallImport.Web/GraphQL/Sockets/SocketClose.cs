namespace CallImport.Web.GraphQL.Sockets;

/// <summary>Why a socket is closed, as the client sees it: the codes of graphql-transport-ws and, below 4000, those of WebSockets.</summary>
internal sealed record SocketClose(int Code, string Reason)
{
    public static readonly SocketClose Normal = new(1000, "Bye");
    public static readonly SocketClose GoingAway = new(1001, "The server is stopping");
    public static readonly SocketClose MessageTooBig = new(1009, "Message too big");
    public static readonly SocketClose TryAgainLater = new(1013, "Too many connections");
    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized");
    public static readonly SocketClose Forbidden = new(4403, "Forbidden");
    public static readonly SocketClose SubprotocolNotAcceptable = new(4406, "Subprotocol not acceptable");
    public static readonly SocketClose InitialisationTimeout = new(4408, "Connection initialisation timeout");
    public static readonly SocketClose TooManyInitialisationRequests = new(4429, "Too many initialisation requests");

    public static SocketClose BadRequest(string reason) => new(4400, reason);

    /// <param name="id">As the client gave it; shortened, because a reason has at most 123 bytes.</param>
    public static SocketClose SubscriberExists(string id) => new(4409, $"Subscriber for {(id.Length > 36 ? $"{id[..36]}…" : id)} already exists");
}

/// <summary>The client broke the protocol.</summary>
internal sealed class SocketViolationException(SocketClose close) : Exception(close.Reason)
{
    public SocketClose Close { get; } = close;
}
