using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>A program that speaks plain GraphQL over HTTP.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient http;

    public ApiClient(Uri server, string? token)
    {
        http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    /// <returns><c>data</c></returns>
    /// <exception cref="InvalidOperationException">There were errors; with the whole answer.</exception>
    public async Task<JsonElement> AskAsync(string query, object? variables, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        var answer = JsonSerializer.Deserialize<JsonElement>(await TextAsync(query, variables, cancellationToken, idempotencyKey));
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.GetRawText()) : answer.GetProperty("data");
    }

    /// <returns>the answer as it came</returns>
    public async Task<string> TextAsync(string query, object? variables, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await http.SendAsync(request, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <returns>the code of the first error; null for none</returns>
    public async Task<string?> CodeAsync(string query, object? variables, CancellationToken cancellationToken)
    {
        var answer = JsonSerializer.Deserialize<JsonElement>(await TextAsync(query, variables, cancellationToken));
        return answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
    }

    public void Dispose() => http.Dispose();
}
