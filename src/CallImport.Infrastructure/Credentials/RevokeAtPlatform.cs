using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Ends a grant at the platform after it was forgotten here. Tried once: nothing is left by which it could be tried again.</summary>
internal sealed partial class RevokeAtPlatform(CredentialOpener opener, PlatformCatalog catalog, TimeProvider clock, ILogger<RevokeAtPlatform> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is needed later, read before the row is erased.</summary>
    /// <returns>null when there is no grant that could be ended</returns>
    public PlatformConnection? Prepare(ImportCredential row)
    {
        try
        {
            // Limits are kept by credential, and this one no longer exists when its grant is ended.
            var connection = opener.Open(row, evenIfInvalid: true) with { CredentialId = null };
            return catalog.Adapter(row.Platform)?.Tokens is { } tokens && tokens.IssuesTokensFor(connection.Secret) ? connection : null;
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    /// <returns>true when the platform has confirmed it</returns>
    public async Task<bool> ExecuteAsync(PlatformConnection? prepared)
    {
        if (prepared is null || catalog.Adapter(prepared.Platform)?.Tokens is not { } tokens)
        {
            return false;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            return await tokens.RevokeAsync(prepared, patience.Token);
        }
        catch (Exception fault) when (fault is PlatformException or OperationCanceledException)
        {
            Log.NotRevoked(logger, prepared.Platform, fault.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The access to {Platform} of a deleted connection could not be revoked there: {Reason}")]
        public static partial void NotRevoked(ILogger logger, string platform, string reason);
    }
}
