using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

internal sealed record RingCentralDelivery(string? TransportType, string? Address, string? VerificationToken);

/// <summary>What a test does to all subscriptions that there are.</summary>
/// <param name="Status">As RingCentral calls it: Active, Suspended or Blacklisted.</param>
/// <param name="EndsInSeconds">From now on.</param>
internal sealed record RingCentralSetSubscriptions(string? Status, long? EndsInSeconds);

internal sealed record RingCentralSubscriptionRequest(IReadOnlyList<string>? EventFilters, RingCentralDelivery? DeliveryMode, long? ExpiresIn);

/// <summary>Subscriptions: the address is asked whether it is who it should be, hears of calls that end, and falls silent when its time is over.</summary>
internal sealed class RingCentralSubscriptions(TimeProvider time) : IDisposable
{
    private const string Active = "Active";
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

    public Task ListAsync(HttpContext context)
    {
        var company = RingCentralCaller.Of(context).Company;
        var own = _all.Values.Where(one => one.Company == company && one.Ends > time.GetUtcNow()).Select(one => Told(context, one)).ToList();
        return VendorJson.WriteAsync(
            context, 200, new { Uri = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}", Records = own }, RingCentralErrors.Json, "application/json");
    }

    public Task ShowAsync(HttpContext context, string id) =>
        Find(context, id) is { } known ? TellAsync(context, known) : RingCentralErrors.NotFoundAsync(context, "subscriptionId");

    /// <summary>Other filters and another end; whoever sends neither renews.</summary>
    public async Task UpdateAsync(HttpContext context, string id)
    {
        var wanted = await VendorJson.ReadAsync<RingCentralSubscriptionRequest>(context, RingCentralErrors.Json);
        if (wanted?.ExpiresIn is < 1 or > TenYears)
        {
            await RingCentralErrors.BadParameterAsync(context, "expiresIn", $"{wanted.ExpiresIn}");
            return;
        }

        await ProlongAsync(context, id, wanted?.ExpiresIn ?? SevenDays, wanted?.EventFilters);
    }

    /// <summary>For the usual time from now, whatever was asked for at first.</summary>
    public Task RenewAsync(HttpContext context, string id) => ProlongAsync(context, id, SevenDays, null);

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

    public IEnumerable<object> All => _all.Values.OrderBy(one => one.Since)
        .Select(one => new { one.Id, Company = one.Company.Slug, Address = one.Address.AbsoluteUri, one.Status, SecondsLeft = (long)(one.Ends - time.GetUtcNow()).TotalSeconds });

    public IEnumerable<object> Set(RingCentralSetSubscriptions wanted)
    {
        foreach (var one in _all.Values)
        {
            _all[one.Id] = one with
            {
                Status = wanted.Status ?? one.Status,
                Since = wanted.EndsInSeconds is { } seconds ? time.GetUtcNow().AddSeconds(seconds - one.ExpiresIn) : one.Since,
            };
        }

        return All;
    }

    public async Task SendAsync(RingCentralCompany company, WorldCall call, CancellationToken cancellationToken)
    {
        foreach (var subscription in _all.Values.Where(one => one.Company == company && one.Status == Active && one.Ends > time.GetUtcNow()))
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
        _all.TryGetValue(id, out var known) && known.Company == RingCentralCaller.Of(context).Company && known.Ends > time.GetUtcNow() ? known : null;

    private Task ProlongAsync(HttpContext context, string id, long expiresIn, IReadOnlyList<string>? filters)
    {
        if (Find(context, id) is not { } known)
        {
            return RingCentralErrors.NotFoundAsync(context, "subscriptionId");
        }

        var renewed = known with { Since = time.GetUtcNow(), ExpiresIn = expiresIn, Filters = filters is { Count: > 0 } ? filters : known.Filters };
        _all[id] = renewed;
        return TellAsync(context, renewed);
    }

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

    private static Task TellAsync(HttpContext context, Subscription subscription) =>
        VendorJson.WriteAsync(context, 200, Told(context, subscription), RingCentralErrors.Json, "application/json");

    private static object Told(HttpContext context, Subscription subscription) => new
    {
        subscription.Id,
        Uri = $"{context.Request.Scheme}://{context.Request.Host}{RingCentralPaths.Root}/restapi/v1.0/subscription/{subscription.Id}",
        EventFilters = subscription.Filters,
        ExpirationTime = RingCentralMapper.Time(subscription.Ends),
        subscription.ExpiresIn,
        subscription.Status,
        CreationTime = RingCentralMapper.Time(subscription.Since),
        DeliveryMode = new { TransportType = "WebHook", Encryption = false, Address = subscription.Address.AbsoluteUri },
    };

    private sealed record Subscription(
        string Id, RingCentralCompany Company, IReadOnlyList<string> Filters, Uri Address, string VerificationToken, long ExpiresIn, DateTimeOffset Since)
    {
        public string Status { get; init; } = Active;

        public DateTimeOffset Ends => Since.AddSeconds(ExpiresIn);
    }
}
