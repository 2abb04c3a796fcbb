using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

internal sealed record GrainHookRequest(string? HookUrl, string? HookType, JsonElement Include);

internal sealed record GrainHook(Guid Id, bool Enabled, string HookUrl, string HookType, object Include, string InsertedAt);

/// <summary>Addresses that want to hear of one kind of event each. Nothing is signed.</summary>
internal sealed class GrainHooks(GrainMapper mapper, TimeProvider time) : IDisposable
{
    private const string Added = "recording_added";

    private static readonly string[] Types =
    [
        Added, "recording_updated", "recording_deleted", "highlight_added", "highlight_updated", "highlight_deleted", "story_added",
        "story_updated", "story_deleted", "upload_status",
    ];

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<Guid, (string Company, GrainHook Hook)> _hooks = new();

    /// <summary>The address is called once, with nothing in the body, and has to answer well.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var wanted = await VendorJson.ReadAsync<GrainHookRequest>(context, VendorJson.Snake);
        if (!Types.Contains(wanted?.HookType) || !Uri.TryCreate(wanted?.HookUrl, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            await GrainErrors.WriteAsync(context, 400, "hook_url (loopback here) and hook_type are required");
            return;
        }

        if (!await PostAsync(address.AbsoluteUri, "", context.RequestAborted))
        {
            await GrainErrors.WriteAsync(context, 400, "hook_url did not answer with a 2xx status");
            return;
        }

        var hook = new GrainHook(
            Guid.NewGuid(), true, address.AbsoluteUri, wanted?.HookType ?? Added, new { }, time.GetUtcNow().UtcDateTime.ToString("O", null));
        _hooks[hook.Id] = (GrainCaller.Of(context).Company.Slug, hook);
        await VendorJson.WriteAsync(context, 200, hook, VendorJson.Snake);
    }

    public Task ListAsync(HttpContext context)
    {
        var company = GrainCaller.Of(context).Company.Slug;
        return VendorJson.WriteAsync(
            context, 200, new { hooks = _hooks.Values.Where(entry => entry.Company == company).Select(entry => entry.Hook).ToList() }, VendorJson.Snake);
    }

    public Task DeleteAsync(HttpContext context, Guid id) => _hooks.TryRemove(id, out _)
        ? VendorJson.WriteAsync(context, 200, new { success = true }, VendorJson.Snake)
        : GrainErrors.WriteAsync(context, 404, "Hook not found");

    public void Forget() => _hooks.Clear();

    public async Task SendAsync(GrainCompany company, WorldCall call, CancellationToken cancellationToken)
    {
        foreach (var (_, hook) in _hooks.Values.Where(entry => entry.Company == company.Slug && entry.Hook.HookType == Added))
        {
            var body = new { type = Added, user_id = GrainMapper.PersonId(call.Cast.Host), data = mapper.Recording(company, call, null) };
            await PostAsync(hook.HookUrl, JsonSerializer.Serialize(body, VendorJson.Snake), cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> PostAsync(string address, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var answer = await _client.PostAsync(new Uri(address), content, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
