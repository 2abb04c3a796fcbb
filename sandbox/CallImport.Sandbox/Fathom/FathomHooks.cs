using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

internal sealed record FathomHookRequest
{
    public string? DestinationUrl { get; init; }
    public bool IncludeTranscript { get; init; }
    public bool IncludeSummary { get; init; }
    public bool IncludeActionItems { get; init; }
    public bool IncludeCrmMatches { get; init; }
    public IReadOnlyList<string>? TriggeredFor { get; init; }
}

/// <summary>Addresses that want to hear of new meetings, and how they are told: the meeting itself, signed (Standard Webhooks).</summary>
internal sealed class FathomHooks(FathomMapper mapper, TimeProvider time) : IDisposable
{
    private static readonly string[] Triggers =
        ["my_recordings", "shared_external_recordings", "my_shared_with_team_recordings", "shared_team_recordings"];

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, Hook> _hooks = new(StringComparer.Ordinal);

    public async Task CreateAsync(HttpContext context)
    {
        var wanted = await VendorJson.ReadAsync<FathomHookRequest>(context, VendorJson.Snake);
        var valid = wanted is not null
            && (wanted.IncludeTranscript || wanted.IncludeSummary || wanted.IncludeActionItems || wanted.IncludeCrmMatches)
            && wanted.TriggeredFor is { Count: > 0 } triggers && triggers.All(Triggers.Contains);
        if (!valid || !Uri.TryCreate(wanted?.DestinationUrl, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            await FathomErrors.WriteAsync(context, 400, "destination_url (loopback here), triggered_for and one include are required");
            return;
        }

        var hook = new Hook(
            $"wh_{Guid.NewGuid():N}", FathomCaller.Of(context).Company.Slug, address, RandomNumberGenerator.GetBytes(24), wanted?.IncludeTranscript == true);
        _hooks[hook.Id] = hook;
        await VendorJson.WriteAsync(
            context, 201, new { id = hook.Id, url = address.AbsoluteUri, secret = $"whsec_{Convert.ToBase64String(hook.Key)}" }, VendorJson.Snake);
    }

    public Task DeleteAsync(HttpContext context, string id)
    {
        if (!_hooks.TryRemove(id, out _))
        {
            return FathomErrors.WriteAsync(context, 404, "Webhook not found");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public void Forget() => _hooks.Clear();

    public async Task SendAsync(FathomCompany company, WorldCall call, CancellationToken cancellationToken)
    {
        foreach (var hook in _hooks.Values.Where(hook => hook.Company == company.Slug))
        {
            var body = JsonSerializer.Serialize(mapper.Meeting(company, call, new FathomIncludes(hook.WithTranscript)), VendorJson.Snake);
            var (id, timestamp) = ($"msg_{Guid.NewGuid():N}", time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            var signature = HMACSHA256.HashData(hook.Key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address);
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", timestamp);
            request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
            try
            {
                using var answer = await _client.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // Whoever does not listen is not told.
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private sealed record Hook(string Id, string Company, Uri Address, byte[] Key, bool WithTranscript);
}
