using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>What the handlers of a platform's client need to know about a request.</summary>
internal static class PlatformRequest
{
    private static readonly HttpRequestOptionsKey<PlatformConnection> ConnectionKey = new("callimport.connection");
    private static readonly HttpRequestOptionsKey<string> GroupKey = new("callimport.limit-group");
    private static readonly HttpRequestOptionsKey<bool> KeepsRedirectsKey = new("callimport.keeps-redirects");
    private static readonly HttpRequestOptionsKey<bool> AnyTypeKey = new("callimport.any-type");

    private static readonly HttpRequestOptionsKey<Guid> RecordingOfKey = new("callimport.recording-of");

    /// <summary>In place of a limit group: the request carries a credential, but counts against no limit.</summary>
    public const string Uncounted = "";

    /// <param name="path">Below the account's API root, with a leading slash.</param>
    /// <param name="limitGroup">Vendor limit it counts against; null = the platform's first.</param>
    public static HttpRequestMessage Create(HttpMethod method, PlatformConnection connection, string path, string? limitGroup = null)
    {
        var request = new HttpRequestMessage(method, connection.BaseUrl.AbsoluteUri.TrimEnd('/') + path);
        request.Headers.Accept.ParseAdd("application/json");
        return request.For(connection, limitGroup);
    }

    public static HttpRequestMessage For(this HttpRequestMessage request, PlatformConnection connection, string? limitGroup = null)
    {
        request.Options.Set(ConnectionKey, connection);
        if (limitGroup is not null)
        {
            request.Options.Set(GroupKey, limitGroup);
        }

        return request;
    }

    /// <summary>The address it redirects to is the answer.</summary>
    public static HttpRequestMessage KeepingRedirects(this HttpRequestMessage request)
    {
        request.Options.Set(KeepsRedirectsKey, true);
        return request;
    }

    /// <summary>For files that are JSON, whatever the host that keeps them calls them.</summary>
    public static HttpRequestMessage TakingAnyType(this HttpRequestMessage request)
    {
        request.Options.Set(AnyTypeKey, true);
        return request;
    }

    /// <param name="credentialId">Whose recording it is; null for a request that fetches none.</param>
    public static HttpRequestMessage FetchingRecordingOf(this HttpRequestMessage request, Guid? credentialId)
    {
        if (credentialId is { } id)
        {
            request.Options.Set(RecordingOfKey, id);
        }

        return request;
    }

    public static Guid? RecordingOf(this HttpRequestMessage request) => request.Options.TryGetValue(RecordingOfKey, out var credentialId) ? credentialId : null;

    public static bool KeepsRedirects(this HttpRequestMessage request) => request.Options.TryGetValue(KeepsRedirectsKey, out var keeps) && keeps;

    public static bool TakesAnyType(this HttpRequestMessage request) => request.Options.TryGetValue(AnyTypeKey, out var any) && any;

    public static PlatformConnection? Connection(this HttpRequestMessage request) =>
        request.Options.TryGetValue(ConnectionKey, out var connection) ? connection : null;

    /// <returns>null when there is no address, or none that can be read</returns>
    public static Uri? RedirectTarget(this HttpResponseMessage response, HttpRequestMessage request) =>
        request.RequestUri is { } origin && response.Headers.Location is { } location && Uri.TryCreate(origin, location, out var target) ? target : null;

    public static string? LimitGroup(this HttpRequestMessage request) => request.Options.TryGetValue(GroupKey, out var group) ? group : null;
}
