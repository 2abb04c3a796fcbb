using System.Security.Claims;

namespace CallImport.Web.Auth;

/// <summary>Looks again and again, often enough that together with what <see cref="RightsCheck"/> believes for a moment it takes less than 5 s.</summary>
public sealed partial class RightsWatch(RightsCheck check, TimeProvider time, ILogger<RightsWatch> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1500);

    /// <summary>Ends when the rights have changed or ended, saying which; else with the token.</summary>
    public async Task<Rights> UntilLostAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellationToken);
            try
            {
                if (await check.LookAsync(principal, cancellationToken) is var rights and not Rights.Unchanged)
                {
                    return rights;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // While the database is away nobody's rights can have been taken away.
                Log.CannotLook(logger, fault);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The rights of an open connection could not be looked at.")]
        public static partial void CannotLook(ILogger logger, Exception fault);
    }
}
