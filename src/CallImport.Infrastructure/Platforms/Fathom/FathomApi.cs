using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>The requests that are made to Fathom. All read, but one: a recording has to be ordered before it can be fetched.</summary>
internal sealed class FathomApi(PlatformTransport transport)
{
    /// <summary>Fathom filters by the time a meeting was listed, shortly after it ended; the window is about starts.</summary>
    private static readonly (TimeSpan Before, TimeSpan After) Widening = (TimeSpan.FromDays(1), TimeSpan.FromDays(2));

    private static string Name => FathomPlatform.Descriptor.DisplayName;

    /// <summary>The newest meetings of all; the cheapest request that only a valid key gets through.</summary>
    public Task<FathomPage> NewestAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        MeetingsAsync(connection, "", null, cancellationToken);

    /// <param name="cursor">Good for the same window only.</param>
    public Task<FathomPage> MeetingsAsync(PlatformConnection connection, CallQuery query, string? cursor, CancellationToken cancellationToken) =>
        MeetingsAsync(
            connection, $"created_after={Moment(query.From, -Widening.Before)}&created_before={Moment(query.To, Widening.After)}", cursor, cancellationToken);

    /// <returns>Null while there is none.</returns>
    public async Task<JsonElement?> TranscriptAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, connection, $"{Recording(recordingId)}/transcript", FathomPlatform.Heavy);
        var answer = await SendAsync(request, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? null : Read(answer);
    }

    /// <summary>Has the file made. The same once more is answered at once when it is there.</summary>
    public async Task<PlatformAnswer> StartDownloadAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, connection, $"{Recording(recordingId)}/download", FathomPlatform.Download);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await SendAsync(request, cancellationToken);
    }

    /// <returns>Null when Fathom knows nothing of it any more.</returns>
    public async Task<JsonElement?> DownloadAsync(
        PlatformConnection connection, string recordingId, string downloadId, CancellationToken cancellationToken)
    {
        using var request = Request(
            HttpMethod.Get, connection, $"{Recording(recordingId)}/downloads/{Uri.EscapeDataString(downloadId)}", FathomPlatform.Global);
        var answer = await SendAsync(request, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? null : Read(answer);
    }

    /// <exception cref="PlatformException">What the table says of any other answer than a good one.</exception>
    public static JsonElement Read(PlatformAnswer answer) => FathomErrors.Of(answer) is { } error
        ? throw error
        : answer.Read<JsonElement>(Name, JsonSerializerOptions.Web);

    private async Task<FathomPage> MeetingsAsync(PlatformConnection connection, string filter, string? cursor, CancellationToken cancellationToken)
    {
        var query = cursor is null ? filter : $"{filter}&cursor={Uri.EscapeDataString(cursor)}";
        using var request = Request(HttpMethod.Get, connection, query.Length == 0 ? "/meetings" : $"/meetings?{query}", FathomPlatform.Global);
        var answer = await SendAsync(request, cancellationToken);
        if (cursor is not null && answer.Status == HttpStatusCode.BadRequest)
        {
            throw FathomErrors.DeadCursor();
        }

        var page = Read(answer);
        return page.Property("items").ValueKind == JsonValueKind.Array
            ? new FathomPage([.. page.Property("items").EnumerateArray()], page.Text("next_cursor"))
            : throw PlatformAnswer.Unusable(Name);
    }

    private Task<PlatformAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport.SendAsync(request, FathomPlatform.Slug, Name, cancellationToken);

    private static HttpRequestMessage Request(HttpMethod method, PlatformConnection connection, string path, string limitGroup)
    {
        var request = PlatformRequest.Create(method, connection, path, limitGroup);
        if (connection.Secret.Values.TryGetValue(FathomPlatform.ApiKey, out var key))
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", connection.Secret[TokenFields.AccessToken]);
        }

        return request;
    }

    private static string Recording(string id) => $"/recordings/{Uri.EscapeDataString(id)}";

    private static string Moment(DateTimeOffset moment, TimeSpan shift)
    {
        var utc = moment.UtcDateTime;
        var shifted = shift < TimeSpan.Zero
            ? utc - DateTime.MinValue < -shift ? utc : utc + shift
            : DateTime.MaxValue - utc < shift ? utc : utc + shift;
        return shifted.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}

/// <param name="Meetings">As they came: everything may be null or absent.</param>
/// <param name="NextCursor">Null on the last page.</param>
internal sealed record FathomPage(IReadOnlyList<JsonElement> Meetings, string? NextCursor);
