namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Names of the clients that <see cref="IHttpClientFactory"/> makes. All of them are guarded against forbidden addresses.</summary>
public static class PlatformHttpClients
{
    /// <summary>
    /// For recordings at their media host. Never carries a credential to any but the platform's own hosts, asks for the bytes as they are,
    /// follows up to five checked redirects, waits 60 s for the answer to begin, and has no limit of time or size for the body: whoever reads
    /// it watches for stalls. Ask for <see cref="HttpCompletionOption.ResponseHeadersRead"/>.
    /// </summary>
    public const string Media = "media";

    /// <summary>For buckets that recordings are read from: guarded against forbidden addresses, follows no redirect, waits 60 s for an answer to begin.</summary>
    public const string Drops = "drops";

    /// <summary>For the API of one platform. Every request passes the rate limiter of its credential.</summary>
    public static string Api(string platform) => $"api:{platform}";
}
