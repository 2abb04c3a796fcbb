using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>A page of the account's recordings.</summary>
/// <param name="NextToken">Lives 15 minutes and is never stored; null on the last page.</param>
internal sealed record ZoomPhonePage(IReadOnlyList<JsonElement> Recordings, string? NextToken, int? Total);

/// <summary>The requests that are made to Zoom; all of them read, and all go to the API host.</summary>
internal sealed class ZoomPhoneApi(PlatformTransport transport)
{
    public const int LargestPage = 300;

    private const int PeoplePage = 100;

    private static string Name => ZoomPhonePlatform.Descriptor.DisplayName;

    /// <param name="window">At most a month: of a longer one Zoom leaves out the rest without a word.</param>
    public async Task<ZoomPhonePage> RecordingsAsync(
        PlatformConnection connection, CallQuery window, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        var path = $"/phone/recordings?page_size={pageSize}&query_date_type=start_time&from={Time(window.From)}&to={Time(window.To)}"
            + (nextToken is null ? "" : $"&next_page_token={Uri.EscapeDataString(nextToken)}");
        using var request = Request(connection, path, ZoomPhonePlatform.Medium);
        var answer = await transport.SendAsync(request, ZoomPhonePlatform.Slug, Name, cancellationToken);
        var body = Ensure(answer).Read<JsonElement>(Name, JsonSerializerOptions.Web);
        return body.Property("recordings") is { ValueKind: JsonValueKind.Array } recordings
            ? new ZoomPhonePage([.. recordings.EnumerateArray()], body.Text("next_page_token"), body.Number("total_records") is { } total ? (int)total : null)
            : throw PlatformAnswer.Unusable(Name);
    }

    /// <summary>A hundred of the account's phone users.</summary>
    public async Task<PlatformAnswer> UsersAsync(PlatformConnection connection, string? nextToken, CancellationToken cancellationToken)
    {
        var path = $"/phone/users?page_size={PeoplePage}" + (nextToken is null ? "" : $"&next_page_token={Uri.EscapeDataString(nextToken)}");
        using var request = Request(connection, path, ZoomPhonePlatform.Medium);
        return await transport.SendAsync(request, ZoomPhonePlatform.Slug, Name, cancellationToken);
    }

    /// <summary>Zoom answers with the address of the file, which carries a permission of its own: nobody else has to see the token.</summary>
    public async Task<PlatformAnswer> RecordingFileAsync(PlatformConnection connection, string fileId, CancellationToken cancellationToken)
    {
        using var request = Request(connection, RecordingPath(fileId), ZoomPhonePlatform.Medium).KeepingRedirects();
        return await transport.SendAsync(request, ZoomPhonePlatform.Slug, Name, cancellationToken);
    }

    public static string RecordingPath(string fileId) => $"/phone/recording/download/{Uri.EscapeDataString(fileId)}";

    public async Task<PlatformAnswer> TranscriptFileAsync(PlatformConnection connection, string recordingId, CancellationToken cancellationToken)
    {
        using var request = Request(connection, $"/phone/recording_transcript/download/{Uri.EscapeDataString(recordingId)}", ZoomPhonePlatform.Light).KeepingRedirects();
        return await transport.SendAsync(request, ZoomPhonePlatform.Slug, Name, cancellationToken);
    }

    /// <summary>Fetches a transcript from the host that keeps it, without any credential.</summary>
    public async Task<PlatformAnswer> FileAsync(Uri location, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location).TakingAnyType();
        return await transport.SendAsync(request, ZoomPhonePlatform.Slug, Name, cancellationToken);
    }

    public static PlatformAnswer Ensure(PlatformAnswer answer) => ZoomPhoneErrors.Of(answer) is { } error ? throw error : answer;

    public static string AuthorizationOf(PlatformConnection connection) => $"Bearer {connection.Secret[TokenFields.AccessToken]}";

    private static HttpRequestMessage Request(PlatformConnection connection, string path, string limitGroup)
    {
        var request = PlatformRequest.Create(HttpMethod.Get, connection, path, limitGroup);
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(AuthorizationOf(connection));
        return request;
    }

    /// <summary>Whole seconds, as Zoom writes them.</summary>
    private static string Time(DateTimeOffset moment) => Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
