using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Credentials;

/// <param name="Connection">Of the credential that is being forgotten.</param>
/// <param name="HasGrant">There is an access that can be ended.</param>
/// <param name="SubscriptionId">Of announcements that the platform would go on sending.</param>
internal sealed record Farewell(PlatformConnection Connection, bool HasGrant, string? SubscriptionId);

/// <summary>Ends at the platform what was forgotten here. Tried once: nothing is left by which it could be tried again.</summary>
internal sealed partial class RevokeAtPlatform(CredentialOpener opener, PlatformCatalog catalog, TimeProvider clock, ILogger<RevokeAtPlatform> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is needed later, read before the row is erased.</summary>
    /// <returns>null when there is nothing that could be ended</returns>
    public Farewell? Prepare(ImportCredential row, string? subscriptionId)
    {
        try
        {
            // Limits are kept by credential, and this one no longer exists when its grant is ended.
            var connection = opener.Open(row, evenIfInvalid: true) with { CredentialId = null };
            var hasGrant = TokensOf(connection) is not null;
            return hasGrant || subscriptionId is not null ? new Farewell(connection, hasGrant, subscriptionId) : null;
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    public bool TookFiles(ImportCredential row) => catalog.Adapter(row.Platform)?.FileDrop is not null;

    /// <returns>true when the platform has confirmed that the access is ended</returns>
    public async Task<bool> ExecuteAsync(Farewell? farewell)
    {
        if (farewell is null)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            var connection = await UnsubscribeAsync(farewell, patience.Token);
            return farewell.HasGrant && TokensOf(connection) is { } tokens && await tokens.RevokeAsync(connection, patience.Token);
        }
        catch (Exception fault) when (fault is PlatformException or OperationCanceledException)
        {
            Log.NotRevoked(logger, farewell.Connection.Platform, fault.Message);
            return false;
        }
    }

    /// <returns>the connection with a token that is good: one that was not used for long may have to be renewed for this</returns>
    private async Task<PlatformConnection> UnsubscribeAsync(Farewell farewell, CancellationToken cancellationToken)
    {
        var connection = farewell.Connection;
        if (farewell.SubscriptionId is not { } known || catalog.Adapter(connection.Platform)?.Subscriptions is not { } subscriptions)
        {
            return connection;
        }

        try
        {
            await subscriptions.EndAsync(connection, known, cancellationToken);
        }
        catch (PlatformException refused) when (refused.FailureClass == FailureClass.AuthExpired && TokensOf(connection) is { } tokens)
        {
            connection = connection with { Secret = connection.Secret.With(await tokens.RenewAsync(connection, cancellationToken)) };
            await subscriptions.EndAsync(connection, known, cancellationToken);
        }
        catch (PlatformException refused)
        {
            Log.NotUnsubscribed(logger, connection.Platform, refused.Message);
        }

        return connection;
    }

    private ITokenSource? TokensOf(PlatformConnection connection) =>
        catalog.Adapter(connection.Platform)?.Tokens is { } tokens && tokens.IssuesTokensFor(connection.Secret) ? tokens : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The access to {Platform} of a connection that was deleted could not be revoked there: {Reason}")]
        public static partial void NotRevoked(ILogger logger, string platform, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of a deleted connection could not be ended at {Platform}: {Reason}")]
        public static partial void NotUnsubscribed(ILogger logger, string platform, string reason);
    }
}
