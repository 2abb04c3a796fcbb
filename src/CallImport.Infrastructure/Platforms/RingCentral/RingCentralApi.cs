using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>A page of the company's call log.</summary>
/// <param name="HasNext">The log names a further page.</param>
internal sealed record RingCentralLogPage(IReadOnlyList<JsonElement> Records, bool HasNext);

/// <summary>The requests that are made to RingCentral. Nothing is written there but the subscriptions of this product.</summary>
internal sealed class RingCentralApi(PlatformTransport transport)
{
    /// <summary>More are refused in the detailed view.</summary>
    public const int DetailedPage = 250;

    /// <summary>The most of the simple view.</summary>
    public const int SimplePage = 1000;

    private const int PeoplePage = 1000;
    private const string Account = "/restapi/v1.0/account/~";
    private const string Subscription = "/restapi/v1.0/subscription";

    private static string Name => RingCentralPlatform.Descriptor.DisplayName;

    /// <summary>Who has signed in. Proves the token, and nothing else.</summary>
    public async Task<JsonElement> MyselfAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        using var request = Request(connection, $"{Account}/extension/~", RingCentralPlatform.Light);
        return Ensure(await SendAsync(request, cancellationToken)).Read<JsonElement>(Name, JsonSerializerOptions.Web);
    }

    /// <summary>The recorded calls of the whole company.</summary>
    /// <param name="page">From 1.</param>
    public async Task<RingCentralLogPage> CallLogAsync(
        PlatformConnection connection, CallQuery query, bool isDetailed, int page, int perPage, CancellationToken cancellationToken)
    {
        var path = $"{Account}/call-log?view={(isDetailed ? "Detailed" : "Simple")}&recordingType=All&type=Voice"
            + $"&dateFrom={Time(query.From)}&dateTo={Time(query.To)}&page={page}&perPage={perPage}";
        using var request = Request(connection, path, RingCentralPlatform.Heavy);
        var body = Ensure(await SendAsync(request, cancellationToken)).Read<JsonElement>(Name, JsonSerializerOptions.Web);
        return body.Property("records") is { ValueKind: JsonValueKind.Array } records
            ? new RingCentralLogPage([.. records.EnumerateArray()], body.Property("navigation").Property("nextPage").Text("uri") is not null)
            : throw PlatformAnswer.Unusable(Name);
    }

    /// <summary>The company's people.</summary>
    /// <param name="page">From 1.</param>
    public Task<PlatformAnswer> ExtensionsAsync(PlatformConnection connection, int page, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, $"{Account}/extension?type=User&page={page}&perPage={PeoplePage}", RingCentralPlatform.Medium), cancellationToken);

    /// <summary>Where a recording is now, by the vendor's own word.</summary>
    public Task<PlatformAnswer> RecordingAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, $"{Account}/recording/{Uri.EscapeDataString(recordingId)}", RingCentralPlatform.Heavy), cancellationToken);

    /// <summary>What RingSense made of a recording.</summary>
    public Task<PlatformAnswer> InsightsAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken) => SendAsync(
        Request(
            connection,
            $"/ai/ringsense/v1/public/accounts/~/domains/pbx/records/{Uri.EscapeDataString(recordingId)}/insights?insightTypes=Transcript",
            RingCentralPlatform.Light),
        cancellationToken);

    public Task<PlatformAnswer> SubscriptionsAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, Subscription, RingCentralPlatform.Light), cancellationToken);

    public Task<PlatformAnswer> SubscriptionAsync(PlatformConnection connection, string id, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, PathOf(id), RingCentralPlatform.Light), cancellationToken);

    public Task<PlatformAnswer> SubscribeAsync(PlatformConnection connection, object wanted, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, Subscription, RingCentralPlatform.Medium, HttpMethod.Post, wanted), cancellationToken);

    public Task<PlatformAnswer> ProlongAsync(PlatformConnection connection, string id, object wanted, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, PathOf(id), RingCentralPlatform.Medium, HttpMethod.Put, wanted), cancellationToken);

    public Task<PlatformAnswer> UnsubscribeAsync(PlatformConnection connection, string id, CancellationToken cancellationToken) =>
        SendAsync(Request(connection, PathOf(id), RingCentralPlatform.Medium, HttpMethod.Delete), cancellationToken);

    public static PlatformAnswer Ensure(PlatformAnswer answer) => RingCentralErrors.Of(answer) is { } error ? throw error : answer;

    private async Task<PlatformAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            return await transport.SendAsync(request, RingCentralPlatform.Slug, Name, cancellationToken);
        }
    }

    private static string PathOf(string subscriptionId) => $"{Subscription}/{Uri.EscapeDataString(subscriptionId)}";

    private static HttpRequestMessage Request(PlatformConnection connection, string path, string limitGroup, HttpMethod? method = null, object? body = null)
    {
        var request = PlatformRequest.Create(method ?? HttpMethod.Get, connection, path, limitGroup);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", connection.Secret[TokenFields.AccessToken]);
        return request;
    }

    private static string Time(DateTimeOffset moment) =>
        Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
