using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

internal sealed record RingCentralDelivery(string? TransportType, string? Address, string? VerificationToken);

internal sealed record RingCentralSubscriptionRequest(IReadOnlyList<string>? EventFilters, RingCentralDelivery? DeliveryMode, long? ExpiresIn);

/// <summary>Subscriptions: the address is asked whether it is who it should be, hears of calls that end, and falls silent when its time is over.</summary>
internal sealed class RingCentralSubscriptions(TimeProvider time) : IDisposable
{
    private const long SevenDays = 604_800;
    private const long TenYears = 315_360_000;

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly ConcurrentDictionary<string, Subscription> _all = new(StringComparer.Ordinal);

    public async Task CreateAsync(HttpContext context)
    {
        var wanted = await VendorJson.ReadAsync<RingCentralSubscriptionRequest>(context, RingCentralErrors.Json);
        if (wanted is not { EventFilters: { Count: > 0 } filters, DeliveryMode: { TransportType: "WebHook", Address: { } text } delivery }
            || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !address.IsLoopback || wanted.ExpiresIn is < 1 or > TenYears)
        {
            await RingCentralErrors.WriteAsync(context, 400, new RingCentralProblem("SUB-508", "eventFilters and a WebHook with an address (loopback here) are required"));
            return;
        }

        if (!await KnowsItselfAsync(address, context.RequestAborted))
        {
            await RingCentralErrors.WriteAsync(context, 400, new RingCentralProblem("SUB-525", "WebHook responds with incorrect HTTP status or without the Validation-Token"));
            return;
        }

        var subscription = new Subscription(
            $"{Guid.NewGuid()}", RingCentralCaller.Of(context).Company, filters, address, delivery.VerificationToken ?? "", wanted.ExpiresIn ?? SevenDays, time.GetUtcNow());
        _all[subscription.Id] = subscription;
        await TellAsync(context, subscription);
    }

    /// <summary>For as long again from now.</summary>
    public Task RenewAsync(HttpContext context, string id)
    {
        if (Find(context, id) is not { } known)
        {
            return RingCentralErrors.NotFoundAsync(context, "subscriptionId");
        }

        var renewed = known with { Since = time.GetUtcNow() };
        _all[id] = renewed;
        return TellAsync(context, renewed);
    }

    public Task DeleteAsync(HttpContext context, string id)
    {
        if (Find(context, id) is null || !_all.TryRemove(id, out _))
        {
            return RingCentralErrors.NotFoundAsync(context, "subscriptionId");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public void Forget() => _all.Clear();

    public async Task SendAsync(RingCentralCompany company, WorldCall call, CancellationToken cancellationToken)
    {
        foreach (var subscription in _all.Values.Where(one => one.Company == company && one.Ends > time.GetUtcNow()))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Address);
            request.Content = new StringContent(JsonSerializer.Serialize(Event(subscription, call), RingCentralErrors.Json), new MediaTypeHeaderValue("application/json"));
            request.Headers.TryAddWithoutValidation("Verification-Token", subscription.VerificationToken);
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

    private async Task<bool> KnowsItselfAsync(Uri address, CancellationToken cancellationToken)
    {
        var token = $"{Guid.NewGuid():N}";
        using var question = new HttpRequestMessage(HttpMethod.Post, address);
        question.Headers.TryAddWithoutValidation("Validation-Token", token);
        try
        {
            using var answer = await _client.SendAsync(question, cancellationToken);
            return (int)answer.StatusCode == 200 && answer.Headers.TryGetValues("Validation-Token", out var values) && values.Single() == token;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private Subscription? Find(HttpContext context, string id) =>
        _all.TryGetValue(id, out var known) && known.Company == RingCentralCaller.Of(context).Company ? known : null;

    private object Event(Subscription subscription, WorldCall call) => new
    {
        Uuid = $"{Guid.NewGuid()}",
        Event = subscription.Filters[0],
        Timestamp = RingCentralMapper.Time(time.GetUtcNow()),
        SubscriptionId = subscription.Id,
        OwnerId = subscription.Company.AccountId,
        Body = new
        {
            Sequence = 9,
            TelephonySessionId = $"s-{call.Id[..16]}z1",
            EventTime = RingCentralMapper.Time(call.Started),
            Parties = new[] { new { Id = $"p-{call.Id[..16]}z1-2", subscription.Company.AccountId, Status = new { Code = "Disconnected", Reason = "CallFinished" } } },
        },
    };

    private static Task TellAsync(HttpContext context, Subscription subscription) => VendorJson.WriteAsync(
        context,
        200,
        new
        {
            subscription.Id,
            Uri = $"{context.Request.Scheme}://{context.Request.Host}{RingCentralPaths.Root}/restapi/v1.0/subscription/{subscription.Id}",
            EventFilters = subscription.Filters,
            ExpirationTime = RingCentralMapper.Time(subscription.Ends),
            subscription.ExpiresIn,
            Status = "Active",
            CreationTime = RingCentralMapper.Time(subscription.Since),
            DeliveryMode = new { TransportType = "WebHook", Encryption = false, Address = subscription.Address.AbsoluteUri },
        },
        RingCentralErrors.Json,
        "application/json");

    private sealed record Subscription(
        string Id, RingCentralCompany Company, IReadOnlyList<string> Filters, Uri Address, string VerificationToken, long ExpiresIn, DateTimeOffset Since)
    {
        public DateTimeOffset Ends => Since.AddSeconds(ExpiresIn);
    }
}
