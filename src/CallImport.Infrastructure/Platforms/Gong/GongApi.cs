using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>The requests that are made to Gong; all of them read. Cursors go into the body: in the query Gong ignores them and repeats page 1.</summary>
internal sealed class GongApi(PlatformTransport transport)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static string Name => GongPlatform.Descriptor.DisplayName;

    /// <summary>The cheapest request that only a valid key gets through. Nothing found counts as through.</summary>
    public async Task ProbeAsync(PlatformConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        using var request = Request(
            HttpMethod.Get, connection, $"/v2/calls?fromDateTime={Uri.EscapeDataString(Floor(from))}&toDateTime={Uri.EscapeDataString(Ceiling(to))}");
        var answer = await transport.SendAsync(request, GongPlatform.Slug, Name, cancellationToken);
        if (!GongErrors.IsNothingFound(answer))
        {
            Ensure(answer, connection).Read<JsonElement>(Name, Json);
        }
    }

    public Task<GongCallsPage> CallsAsync(
        PlatformConnection connection, CallQuery query, GongExposedFields fields, string? cursor, CancellationToken cancellationToken) =>
        CallsAsync(connection, new GongFilter { FromDateTime = Floor(query.From), ToDateTime = Ceiling(query.To) }, fields, cursor, cancellationToken);

    /// <param name="ids">1–100; Gong refuses an empty list.</param>
    public Task<GongCallsPage> CallsAsync(
        PlatformConnection connection, IReadOnlyList<string> ids, GongExposedFields fields, string? cursor, CancellationToken cancellationToken) =>
        CallsAsync(connection, new GongFilter { CallIds = ids }, fields, cursor, cancellationToken);

    /// <param name="ids">1–100; Gong refuses an empty list.</param>
    /// <returns>null when the key may not read transcripts</returns>
    public async Task<GongTranscriptsPage?> TranscriptsAsync(
        PlatformConnection connection, IReadOnlyList<string> ids, string? cursor, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(
            connection, "/v2/calls/transcript", new GongRequest { Cursor = cursor, Filter = new GongFilter { CallIds = ids } }, cancellationToken);
        return GongErrors.IsNothingFound(answer) ? GongTranscriptsPage.Empty
            : GongErrors.IsMissingRight(answer) ? null
            : Ensure(answer, connection).Read<GongTranscriptsPage>(Name, Json) is { CallTranscripts: not null } page ? page
            : throw PlatformAnswer.Unusable(Name);
    }

    private async Task<GongCallsPage> CallsAsync(
        PlatformConnection connection, GongFilter filter, GongExposedFields fields, string? cursor, CancellationToken cancellationToken)
    {
        var body = new GongRequest { Cursor = cursor, Filter = filter, ContentSelector = new GongContentSelector(fields) };
        var answer = await PostAsync(connection, "/v2/calls/extensive", body, cancellationToken);
        return GongErrors.IsNothingFound(answer) ? GongCallsPage.Empty
            : Ensure(answer, connection).Read<GongCallsPage>(Name, Json) is { Calls: not null, Records: not null } page ? page
            : throw PlatformAnswer.Unusable(Name);
    }

    private async Task<PlatformAnswer> PostAsync(PlatformConnection connection, string path, GongRequest body, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, connection, path);
        request.Content = JsonContent.Create(body, options: Json);
        return await transport.SendAsync(request, GongPlatform.Slug, Name, cancellationToken);
    }

    private static HttpRequestMessage Request(HttpMethod method, PlatformConnection connection, string path)
    {
        var request = PlatformRequest.Create(method, connection, path);
        request.Headers.Authorization = SignIn(connection.Secret);
        return request;
    }

    private static AuthenticationHeaderValue SignIn(CredentialSecret secret) => secret.Type == CredentialType.OAuth
        ? new("Bearer", secret[TokenFields.AccessToken])
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secret[GongPlatform.AccessKey]}:{secret[GongPlatform.AccessKeySecret]}")));

    private static PlatformAnswer Ensure(PlatformAnswer answer, PlatformConnection connection) =>
        GongErrors.Of(answer, connection.Secret.Type) is { } error ? throw error : answer;

    /// <summary>Whole seconds, as the vendor writes them; the engine filters what a second too much brings.</summary>
    private static string Floor(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Ceiling(DateTimeOffset moment) =>
        Floor(moment.Ticks % TimeSpan.TicksPerSecond == 0 ? moment : moment.AddSeconds(1));
}
