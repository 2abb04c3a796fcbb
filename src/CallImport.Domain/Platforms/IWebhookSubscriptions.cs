namespace CallImport.Domain.Platforms;

/// <summary>
/// What a platform adds to its adapter that announces new calls to whoever subscribed by its API, and only for a time. Stateless: which subscription there is,
/// when it is looked at and that one node does so is the engine's business. What was announced is proved by <see cref="IWebhookVerifier"/>.
/// </summary>
/// <remarks>All methods throw <see cref="PlatformException"/>. A right that is missing only means that nothing is announced: the schedule finds every call.</remarks>
public interface IWebhookSubscriptions
{
    /// <summary>Asks for announcements. The platform may ask the address who it is before it answers.</summary>
    /// <param name="secret">Random; what proves an announcement.</param>
    Task<WebhookSubscription> SubscribeAsync(PlatformConnection connection, Uri address, string secret, CancellationToken cancellationToken);

    /// <summary>Looks after a subscription: prolongs it well before its end.</summary>
    /// <returns>null when it is gone or announces nothing any more, so that another has to be made</returns>
    Task<WebhookSubscription?> KeepAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken);

    /// <summary>Ends a subscription; one that is gone already is no error.</summary>
    Task EndAsync(PlatformConnection connection, string subscriptionId, CancellationToken cancellationToken);
}

/// <param name="Id">The platform's name for it; at most 100 characters.</param>
/// <param name="Left">For how long it announces from now on, unless it is prolonged.</param>
public sealed record WebhookSubscription(string Id, TimeSpan Left);
